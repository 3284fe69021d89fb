package names

// Read returns how many releases were read for an index and those that it came of.
func Read(x *Index) int { return x.tables().lexicon.read }

// Found returns how many releases were read for an index itself.
func Found(x *Index) int { return x.found }

// SetLight has snapshots of more releases be large, until the function that it returns
// is called.
func SetLight(from int) (back func()) {
	before := lightFrom
	lightFrom = from
	return func() { lightFrom = before }
}

// Light reports whether the words are in the file.
func Light(x *Index) bool { return x.tables().light }
