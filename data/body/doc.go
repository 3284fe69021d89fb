// Package body gives a press release its page back. Boards deliver a body as
// one line without end; Recover finds in it the paragraphs, headings, lists,
// notes and speech that its author set, and Markdown writes them for a
// renderer.
//
//	doc := body.Recover(release.Body)
//	doc.Markdown() // the whole page
//	doc.Parts()    // the same, cut where an editor leaves an empty line
//	doc.Blocks     // or block by block
//
// # The promise
//
// No character is lost, added or moved. The Sign, Lead and Text of all blocks,
// one after the other, are the source, but for white space; and so is the
// Markdown when its marks are taken away:
//
//	strip(Plain(Recover(s).Markdown())) == strip(s)
//
// where strip takes all white space. The tests hold it against goldmark and
// glamour as well, which know nothing of Plain, on text of every kind. A rule
// that is wrong can therefore put a line break in a bad place, and do nothing
// worse.
//
// # The problem
//
// In a body of one line, the ends of paragraphs look like the ends of
// sentences, headings like the beginnings of sentences, and the signs of
// lists like numbers and sums. Each rule below is a guess from signs on the
// surface, and what it must not do is in the choice: a heading that is missed
// stays in its paragraph and harms little; a sentence made a heading is wrong
// before everybody's eyes. So headings, lists and speech need proof, and
// paragraphs, which have to be somewhere, take the best there is.
//
// # The idea
//
// The source is cut into words, and each thing to know about them is learnt in
// one pass: where quotations and brackets are, which words end sentences,
// which open items. That cuts the words into pieces, and one walk over the
// pieces makes the blocks. Sentences that wait in a row are grouped to
// paragraphs when something else comes.
//
// # The cost
//
// Linear in the source, whatever it holds: every look back or ahead is
// bounded by a constant (a heading by maxHeading words, a quotation by
// maxQuote bytes, a paragraph by maxSentences), and what is not is made once
// for all (where the pieces end, page.stops). TestHostile feeds it much of
// each thing that a rule looks for. A release of 3 KB takes a quarter of a
// millisecond.
//
// # Sentences
//
// A sentence ends at a full stop, a question or exclamation mark before a
// word that can begin one: a capital, a digit, a letter of a script without
// capitals, a sign. Not at abbreviations, which are of four sorts:
//
//   - before a name, the stop never ends it: Dr. Kim, vs. Japan;
//   - before a number it does not, otherwise it does: No. 1, Art. 5, Nov. 2;
//     but “The answer was no. The …” ends;
//   - behind U.S., p.m., Co., Ltd., Inc., J. K. it ends only before a word of
//     starters: “… from the U.S. The company …” ends, “the U.S. Government”
//     does not, nor does “the U.S. Under Secretary”;
//   - e.g. and i.e. never end one.
//
// M.AX and 24.3 hold their stops inside a word. 2025. 11. 14. is a date.
// Inside a quotation or in brackets nothing ends, nor before the speaker of a
// question: “Who will pay?” Minister Kim asked. Korean and Chinese may end a
// sentence without a space: 했다.이어; so may a word of small letters that was glued
// to a capital, “… on Monday.The Office”, and a heading to its sentence, “Next
// StepsThe Office”; SmartThings and DocuIt are names.
//
// # Headings
//
// A heading stands where a sentence would begin, has no stop, and is followed by a
// sentence. For each word of its first maxHeading where that sentence may begin,
// weigh adds up what speaks for and against it, by one table (weights): how the
// sentence begins (begins), whether the words before it are common, linked, known,
// ask, or end as a phrase does, and what names, titles of office and sentences have
// and headings have not. The end with the most is taken, if that is enough: “… M.AX
// Alliance With this MOU, SNU is …” begins with a word that opens sentences and its
// comma; “Korea Customs officers” has only a capital.
//
// What is not enough alone may be, where the body has a heading that is sure, or two
// that nearly are (findHeadings): “Faster warnings Swimmers will …”.
//
// The weights were fitted to the labelled pages of the tests, and rounded. A sign
// that changed nothing was left out. The lists of words are in words/en.
//
// Some headings need no weighing (byRule):
//
//   - <15th APEC Energy Ministers’ Meeting> and [Background], where a sentence
//     would begin and a capital, a sign or the end of a line follows. “<Squid Game>
//     became a hit” is none, nor is “a < b > c”, a tag or an address. In a script
//     without capitals it must have a line to itself;
//   - one in capitals before a sentence, with a word longer than short names are;
//   - a title before a sign of a list, or with a colon before a sentence
//     (What Comes Next: The …); “Anna Lind: We …” is no title;
//   - a known one (Next Steps, Background) before another heading. Those of several
//     words, and About KEA KEA lends …, need no stop before them either;
//   - questions, where two of them have answers and nobody says I or we, and one that has a line
//     to itself; ANNEX A; [Expected Effects] behind an item without a stop;
//   - in a body that has lines, a line that is a title without a stop and is not the
//     last; where most lines end in stops, any short line that has none. Not above
//     the rows of a table (isRow), whose columns it names.
//
// A dateline on top (Brussels, 15 April 2026 The …) is a paragraph. A heading of one numbered item
// makes others likely: 1. Background The …, 2. Outline of the program Firms … So do two that nearly are, and one that
// says what another list in its item is of: 2. Outline of the event (1) Date: …
// A question that the rest of an item answers is its lead: 1. Who pays? Firms do.
//
// # Lists
//
// A sign opens an item only in a sequence: 1. 2. 3., 1) 2), (1) (2), ① ②, ❶ ❷,
// I. II., A. B., 가. 나., First, Second,, questions and answers (Q) A), <Q1> <A1>, Reporter: Minister:), and
// bullets such as ▲ at least twice, or □ and ° once where a sentence begins. In a record of questions and answers, who speaks is such a
// sign (speaker): Minister Kim: …, JOURNALIST: …; Ito, Harbour News: …? A dash is one behind a colon, at the
// beginning of a line, and with another behind a sentence or the title of an item; o and ° where a sentence may begin. Leads before dashes or in
// brackets, or three before colons, make a list without signs (leadFamily), and so do
// lines behind a colon (findLineItems). “No. 1.” is an abbreviation and
// its number; “in 2026. 2. is …” has no 1 before its 2; “as (1) and (2) say”
// has an and between them that says nothing; “rose ▲2.3 percent” is no
// bullet. A 1 stands where a sentence may begin or behind a colon; what
// follows stands behind the end of a sentence or a semicolon, in lists
// that begin with a small letter behind a comma, and where the items have no stops
// before a capital. A sign that was glued to its item (1)The) is one too.
// A phrase without a verb before a number is the heading of what follows: … of it. Importance of trade 3. Today, …
//
// A list without such a beginning (ladies and gentlemen 1. Good …), of
// numbers alone (1 At the beginning, …), or from 2 on, where the first paragraph
// has no number, is proven by its third item.
//
// The sign stays. A list of one family within an item of another is nested.
// The last item has no sign to end it: it ends before a heading, a speech, a
// change of subject (strongCue), a new line, or when it has as many
// sentences as the longest item before it; an answer also where it is left
// (beginsAnew). Where the items have no stops, it ends where a sentence breaks
// in (itemEnd).
//
// The phrase before a dash, or a colon, at the beginning of an item is its
// lead: “Overcoming U.S. Tariff Challenges – To ease …”. It has at most
// maxLead words and no verb of auxiliaries: “Korea will – as agreed – expand”
// has no lead.
//
// A colon with at least minSemicolons semicolons behind it in its sentence is
// a list: “… which include: launching …; supporting …; and promoting …”. The
// semicolons stay, the and stays behind the last of them. A modal verb stands for
// the colon: “the ministries will use …; name …; train …; and open …”. “He joined Kevin
// Engel, COO; Yun Won-sok, Commissioner; and others” has no colon, “exports
// will rise; imports will fall” too few, and what is in brackets or quoted
// does not count.
//
// # Notes
//
// ※ begins a note anywhere, *, ¹ and Note: where a sentence could begin; it ends with its
// sentence, and those that lean on it (As such, … They …). In “word* and” it is a
// reference, in “5 * 3” a sum, in “*this* is” emphasis, and none of them a note. 1) is one
// where the text before has 3 percent.1) and the like for each of its list. The
// last sentence of a body goes with the note before it.
//
// What stands behind the last sentence is the tail (data.Tails): ###, /END/,
// Source: …, a contact. Each of its parts is a note without a sign.
//
// Figures that ran together from a table (isFigures) stand by themselves.
//
// # Speech
//
// A sentence in which someone speaks is a block of its own, the speaker with
// it: the quotation comes behind a verb of speaking (stated, “…” / noted that
// “…” / told reporters, “…”), or before one (“…,” said Minister Kim), or is a
// sentence by itself. So “the “Industry GX Plus” program” is no speech, nor is
// “said that “Industry GX Plus” will grow”: it has less than minSpeech words
// and no stop. A forum titled, “Building a Future for All of Us” has a namer
// before it. What the same person says further stays close: He added, “…”.
// A sentence before a bare quotation that tells who speaks comes along.
//
// Speech without marks goes on from “The Secretary said:” to the next speaker, a
// heading, a sign, a change of subject, or two sentences without I or we.
//
// Quotation marks are paired whatever their kind, for sources mix them:
// "Graphene … conditions.” An opening mark that is never closed ends with its
// line, if that has at most maxUnclosed sentences more, or else with its
// sentence; no speech is longer than maxQuote.
//
// # Paragraphs
//
// The sentences between all these are grouped at least cost: every paragraph
// costs by how far it is from idealParagraph, a short sentence alone costs
// lonelyCost more, and each break is paid or rewarded by how the sentence
// behind it begins: During the ceremony, In his remarks, Meanwhile want a
// break (strongCue); This, It, They, The company lean on what is before
// (clingCue), and so, a little, does a sentence that takes up one of its words
// (echoCue).
// The first sentence, if it is long, stands alone well: it is the lead of the
// release. Counting alone would part “A new standard was set.” from “It …”,
// and cues alone would leave a wall of text where none appears.
//
// A body that was broken at a width, as by a mail program, is joined before all else: its
// lines are as full as they could be, and sentences go on behind them (unwrap).
// Another body that has lines keeps them: each is a paragraph, though what a line
// holds may still be an item, a note, a heading or speech. Only a line of
// more than wall bytes is grouped like a run-on body.
//
// # Markdown
//
// What Markdown would take for its own is escaped, and drawn as itself: by a
// backslash, or by a reference where glamour knows no backslash (~ @ :). An
// http or mail address becomes an autolink, which is drawn once; www. is kept
// from becoming one, for a renderer would put an http:// before it that is
// not in the source; no other scheme is linked. 1. 2. 3. is an ordered list,
// whose numbers are the source's. All other signs are text: ❶ begins a
// paragraph, and a bullet only within another item.
package body
