// Package feed reads releases from what offices publish: files, pages and feeds of
// any format that is met. It gives them as [Item] values, and reports what it
// skipped, where and why.
//
//	report, err := feed.Read(ctx, "press.xml", r, feed.Options{}, func(it feed.Item) error {
//		return keep(it)
//	})
//
// # Formats
//
// The format is told by the bytes; Options.Format overrules. A format is one small
// type in a file of its own, see format:
//
//   - board: text as package board reads it
//   - pages: HTML, of a board's list, of one of its releases, or of one release of
//     any other office, and several of these one behind the other;
//     with Options.Links also a list of links, whose texts are elsewhere
//   - feed: RSS 0.9 to 2.0, RSS 1.0, Atom, JSON Feed
//   - markdown: with front matter in YAML or TOML, or none
//   - json: JSON Lines as pressroom writes them, or an array of the same
//   - mail: a message, or an mbox of a press list
//   - archive: zip, tar, gzip of all of these
//
// # What a body is
//
// A body that was structured where it was published (headings, lists, quotations,
// tables, links) is Markdown, any other is text with a line for each paragraph. Which
// it is is told by the body itself: [body.Read] makes the document of either.
//
// # Sanitising and limits
//
// Text from outside comes in here. Every field of an item is sanitised, its
// addresses lead to the web or to mail and nowhere else, and limits hold: on the
// size of a document, of an item, on nesting, on the number of items, and on what an
// archive unpacks to. What is beyond is reported; no input can make Read fail in
// another way than by an error that names the thing, the place, and what to do.
package feed
