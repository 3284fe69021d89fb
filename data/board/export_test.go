package board

var (
	KeyOf = keyOf
	Clean = clean
)
