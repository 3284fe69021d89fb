package names

// Read returns how many releases were read for an index and those that it came of.
func Read(x *Index) int { return x.tables().lexicon.read }

// Found returns how many releases were read for an index itself.
func Found(x *Index) int { return x.found }
