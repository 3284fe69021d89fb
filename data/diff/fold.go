package diff

// Part is a block that is shown, or blocks that are not, since nothing changed in
// them or near them.
type Part struct {
	Block  *Block // nil for what is not shown
	Hidden int    // blocks
}

// Folded returns the parts of blocks: those that changed, with some before and behind
// them, and between these how many did not. One alone is shown.
func Folded(blocks []Block, around int) []Part {
	shown := make([]bool, len(blocks))
	for i := range blocks {
		if !blocks[i].Changed() {
			continue
		}
		for k := max(0, i-around); k <= min(len(blocks)-1, i+around); k++ {
			shown[k] = true
		}
	}
	var parts []Part
	for i := 0; i < len(blocks); {
		end := i
		for end < len(blocks) && !shown[end] {
			end++
		}
		if hidden := end - i; hidden > 1 {
			parts = append(parts, Part{Hidden: hidden})
			i = end
			continue
		}
		parts = append(parts, Part{Block: &blocks[i]})
		i++
	}
	return parts
}
