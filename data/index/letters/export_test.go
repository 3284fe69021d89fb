package letters

// Len returns the number of headlines.
func (x *Index) Len() int { return x.s.Len() }

// Size returns the bytes that the index takes, the headlines themselves not
// counted.
func (x *Index) Size() int { return x.parts[0].size() + x.parts[1].size() + 8*cap(x.live) }

// size returns the bytes that the part takes, the headlines themselves not counted.
func (x *part) size() int {
	return len(x.text) + 4*cap(x.at) + 8*cap(x.mask) + 2*cap(x.codes) + 4*cap(x.row) + 8*cap(x.has) + 8*cap(x.edges)
}

// String returns the name of the class, for messages.
func (c Class) String() string {
	switch c {
	case WholeWords:
		return "whole words"
	case WordStarts:
		return "word starts"
	case Substring:
		return "substring"
	case Scattered:
		return "scattered"
	}
	return "no match"
}
