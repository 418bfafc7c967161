/// A person's way into the system.
public enum Account {}
