package intake

import (
	"pressroom/data"
	"pressroom/data/board"
	"pressroom/data/store"
)

// succeed gives a release without an address, as a board's text has them, that of the
// release which it is a version of: of the same content, or of one that was cut off
// where this one goes on. It reports whether this one is cut off, and the whole one stays.
func (k *keeper) succeed(d *data.Document) (stays bool, err error) {
	if !k.asked {
		g, err := k.store.Generation(k.ctx)
		if err != nil {
			return false, err
		}
		k.asked, k.some = true, g != store.Generation{}
	}
	if !k.some {
		return false, nil
	}
	version := k.hasher.Hash(d.Date, d.Title, d.Body).String()
	for _, days := range []int{0, -1, 1} {
		list, err := k.store.Titled(k.ctx, k.source, d.Date.AddDays(days), d.Title)
		if err != nil {
			return false, err
		}
		for i := range list {
			c := &list[i]
			is := c.Version == version
			if !is && c.Excerpt != d.Excerpt {
				if is, err = k.continues(c, d); err != nil {
					return false, err
				}
			}
			switch {
			case is && d.Excerpt && !c.Excerpt:
				k.cut++
				return true, nil
			case is:
				d.Address = c.Address
				return false, nil
			}
		}
	}
	return false, nil
}

// continues reports whether one of a release that is kept and of another is cut off where
// the other goes on.
func (k *keeper) continues(c *store.Change, d *data.Document) (bool, error) {
	kept, err := k.store.Document(k.ctx, c.Number)
	if err != nil {
		return false, err
	}
	if d.Excerpt {
		return board.EarlierVersion(*d, kept), nil
	}
	return board.EarlierVersion(kept, *d), nil
}
