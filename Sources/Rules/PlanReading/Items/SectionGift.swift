/// What the labels and the heading of a section give to the tasks in it.
struct SectionGift {
  var labels = Responsibility()
  var heading = Responsibility()
  var deadline: Deadline?
  var product: String?
  var funding: String?
  var evidence: [String] = []
}
