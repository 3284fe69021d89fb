package feed

import (
	"context"
	"errors"
	"io"
	"time"

	"golang.org/x/net/html"
)

// The parser of HTML takes time that grows with the square of what some tags are repeated:
// within a table, or where attributes of one element come with many tags. It is given the
// text in small pieces, and ended where it takes too long or nobody waits for it any more.

// maxParse is how long a document may take: an honest one of 8 MiB takes a quarter of a
// second.
var maxParse = 3 * time.Second

// parsePiece is how many bytes are parsed between two looks at the clock.
const parsePiece = 4 << 10

var errSlowHTML = errors.New("its tags would take too long to read")

// parseHTML returns the tree of a document. The error is also that of the context.
func parseHTML(ctx context.Context, r io.Reader) (*html.Node, error) {
	n, err := html.ParseWithOptions(&pieces{until{ctx, r}, time.Now().Add(maxParse)}, html.ParseOptionEnableScripting(true))
	if err != nil && ctx.Err() != nil {
		return nil, ctx.Err()
	}
	return n, err
}

// pieces gives a document in pieces, until it is to end.
type pieces struct {
	until
	end time.Time
}

func (p *pieces) Read(b []byte) (int, error) {
	if time.Now().After(p.end) {
		return 0, errSlowHTML
	}
	return p.until.Read(b[:min(len(b), parsePiece)])
}

// until is a document that ends with a context.
type until struct {
	ctx context.Context
	r   io.Reader
}

func (u *until) Read(b []byte) (int, error) {
	if err := u.ctx.Err(); err != nil {
		return 0, err
	}
	return u.r.Read(b)
}
