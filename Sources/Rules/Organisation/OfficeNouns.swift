/// Anything in the tree that can hold a duty (cơ quan, đơn vị, địa phương).
public enum Unit {}
/// A human being who works, or worked, in a unit.
public enum Person {}
/// A person's way into the system.
public enum Account {}
