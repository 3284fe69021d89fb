package intake

import (
	"context"
	"errors"
	"slices"

	"pressroom/data"
	"pressroom/data/feed"
	"pressroom/data/store"
)

// What pressroom exports names the source of each release. An import gives each to its
// own: it reads the inputs once for those that name none, and once more for the sources
// that it met, of which several are brought in side by side.

const (
	maxSources = 1000 // that inputs may name; what is of others is kept as if it named none
	sideBySide = 16   // sources that are brought in at once: each holds some MB
)

// Imported is the result of an import into one source.
type Imported struct {
	Summary
	Err error // nothing of the source was kept
}

// ImportEach brings inputs into sources of a store: a release that names its source into
// that, and all others into the one that is given. Inputs are opened more than once. Of
// each source all is kept or, after an error, nothing.
func ImportEach(ctx context.Context, s store.Store, source string, inputs []Input, o Options) []Imported {
	var named names
	o.named = &named
	first := Imported{}
	first.Summary, first.Err = Import(ctx, s, source, inputs, o)
	if first.Err != nil && !errors.Is(first.Err, errOtherSources) {
		return []Imported{first}
	}
	var all []Imported
	if first.Err == nil {
		all = append(all, first)
	}
	for some := range slices.Chunk(named.list, sideBySide) {
		all = append(all, importSome(ctx, s, some, inputs, o)...)
	}
	if first.Err != nil && len(all) > 0 { // what could not be read is told once
		all[0].Problems = append(first.Problems, all[0].Problems...)
	}
	return all
}

// names are sources that inputs name, in their order.
type names struct {
	list  []string
	known map[string]bool
}

// has reports whether an item names one of them, and takes a new one in.
func (n *names) has(it *feed.Item, own string) bool {
	if it.Source == "" || it.Source == own || len(it.Source) > store.MaxName {
		return false
	}
	if !n.known[it.Source] {
		if len(n.list) == maxSources {
			return false
		}
		if n.known == nil {
			n.known = map[string]bool{}
		}
		n.known[it.Source] = true
		n.list = append(n.list, it.Source)
	}
	return true
}

// errOthers is the error of inputs of which all that can be read is of other sources.
var errOtherSources = errors.New("all of it is of other sources")

// route is a source on the way: what is read of it comes in batches.
type route struct {
	Imported
	batches chan []feed.Item
	batch   []feed.Item
	bytes   int
}

// importSome brings in what inputs have of some sources.
func importSome(ctx context.Context, s store.Store, sources []string, inputs []Input, o Options) (all []Imported) {
	routes := make([]*route, len(sources))
	by := map[string]*route{}
	for i, name := range sources {
		routes[i] = &route{Imported: Imported{Summary: Summary{Source: name}}, batches: make(chan []feed.Item, 1)}
		by[name] = routes[i]
	}
	var unread error // written before the batches end
	err := data.Parallel(ctx, len(routes)+1, func(ctx context.Context, i int) error {
		if i < len(routes) {
			r := routes[i]
			r.Err = r.keep(ctx, s, o, &unread)
			for range r.batches { // who reads must come to the end
			}
			return nil
		}
		defer func() {
			for _, r := range routes {
				close(r.batches)
			}
		}()
		unread = readInto(ctx, by, inputs, o)
		return nil
	})
	for _, r := range routes {
		if r.Err == nil {
			r.Err = err
		}
		all = append(all, r.Imported)
	}
	return all
}

// keep brings in what comes.
func (r *route) keep(ctx context.Context, s store.Store, o Options, unread *error) error {
	read := func(to putter) (*keeper, error) {
		k := newKeeper(ctx, s, to, &r.Summary)
		k.manyFeeds = true
		err := k.keepAll(r.batches, nil)
		k.addProblems(nil)
		var kept *keptError
		if errors.As(err, &kept) {
			err = kept.error
		}
		if err == nil {
			err = *unread
		}
		return k, err
	}
	return importBy(ctx, s, r.Source, o, &r.Summary, read)
}

// readInto reads inputs, and hands what is of sources to them.
func readInto(ctx context.Context, by map[string]*route, inputs []Input, o Options) error {
	hand := func(r *route) error {
		select {
		case r.batches <- r.batch:
			r.batch, r.bytes = nil, 0
			return nil
		case <-ctx.Done():
			return ctx.Err()
		}
	}
	for i := range inputs {
		in := &inputs[i]
		from, err := in.Open()
		if err == nil {
			_, err = feed.Read(ctx, in.Name, from, in.options(o), func(it feed.Item) error {
				r := by[it.Source]
				if r == nil {
					return ctx.Err()
				}
				r.batch = append(r.batch, it)
				if r.bytes += len(it.Title) + len(it.Body); r.bytes < batchSize {
					return nil
				}
				return hand(r)
			})
			from.Close()
		}
		if err != nil && (ctx.Err() != nil || !in.Found) {
			return err
		}
	}
	for _, r := range by {
		if err := hand(r); err != nil {
			return err
		}
	}
	return nil
}
