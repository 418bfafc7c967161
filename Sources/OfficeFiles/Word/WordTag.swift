/// The elements of a document that the reader acts on; all others are walked through.
enum WordTag: String {
  case p, r, t, tab, ptab, br, cr, sym, noBreakHyphen, softHyphen
  case pPr, rPr, pStyle, numPr, numId, ilvl, pageBreakBefore, sectPr, type
  case tbl, tr, tc, trPr, tcPr, gridSpan, vMerge, hMerge, gridBefore, gridAfter
  case txbxContent, altChunk
  case footnoteReference, endnoteReference, footnote, endnote
  case ins, del, moveFrom, delText, instrText, delInstrText, rt
  case pPrChange, rPrChange, sectPrChange, tblPrChange, trPrChange, tcPrChange, tblPrExChange
  case tblGridChange, numberingChange
  case choice = "Choice"
  case fallback = "Fallback"
  case alternate = "AlternateContent"

  init?(_ namespace: XmlNamespace, _ name: String) {
    guard let tag = WordTag(rawValue: name) else { return nil }
    switch (namespace, tag) {
    case (.compatibility, .choice), (.compatibility, .fallback), (.compatibility, .alternate),
      (.math, .r), (.math, .t):
      self = tag
    case (.word, .choice), (.word, .fallback), (.word, .alternate): return nil
    case (.word, _): self = tag
    default: return nil
    }
  }

  /// What a reader of the document as it stands does not see: deleted text, codes of fields, and
  /// the former properties of what was reformatted.
  var isUnseen: Bool {
    switch self {
    case .del, .moveFrom, .delText, .instrText, .delInstrText, .rt, .pPrChange, .rPrChange,
      .sectPrChange, .tblPrChange, .trPrChange, .tcPrChange, .tblPrExChange, .tblGridChange,
      .numberingChange:
      true
    default: false
    }
  }
}
