package intake

import (
	"context"
	"errors"
	"slices"

	"pressroom/data"
	"pressroom/data/feed"
	"pressroom/data/store"
)

// An import gives what is of other sources to these, see router: it reads the inputs once
// for its own source, and once more for the sources that it met, of which several are
// brought in side by side.

const sideBySide = 16 // sources that are brought in at once: each holds some MB

// Imported is the result of an import into one source.
type Imported struct {
	Summary
	Had bool  // the source had some of it, or is followed where it is from: nobody named it
	Err error // nothing of the source was kept
}

// ImportEach brings inputs into sources of a store: a release that names its source, or that
// a source has already, into that, and all others into the one that is given. Inputs are
// opened more than once. Of each source all is kept or, after an error, nothing.
func ImportEach(ctx context.Context, s store.Store, source string, inputs []Input, o Options) []Imported {
	first := Imported{Summary: Summary{Source: source}}
	if o.router, first.Err = newRouter(ctx, s, source); first.Err != nil {
		return []Imported{first}
	}
	first.Summary, first.Err = Import(ctx, s, source, inputs, o)
	if first.Err != nil && !errors.Is(first.Err, errOtherSources) {
		return []Imported{first}
	}
	var all []Imported
	if first.Err == nil {
		all = append(all, first)
	}
	for some := range slices.Chunk(o.router.met, sideBySide) {
		all = append(all, importSome(ctx, s, some, inputs, o)...)
	}
	if first.Err != nil && len(all) > 0 { // what could not be read is told once
		all[0].Problems = append(first.Problems, all[0].Problems...)
	}
	return all
}

// errOthers is the error of inputs of which all that can be read is of other sources.
var errOtherSources = errors.New("all of it is of other sources")

// route is a source on the way: what is read of it comes in batches.
type route struct {
	Imported
	batch
	batches chan []feed.Item
}

// importSome brings in what inputs have of some sources.
func importSome(ctx context.Context, s store.Store, sources []string, inputs []Input, o Options) (all []Imported) {
	routes := make([]*route, len(sources))
	by := map[string]*route{}
	for i, name := range sources {
		batches := make(chan []feed.Item, 1)
		routes[i] = &route{Imported: Imported{Summary: Summary{Source: name}, Had: o.router.had[name]}, batches: batches, batch: batch{to: batches}}
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
		for _, r := range routes {
			r.ctx = ctx
			defer close(r.batches)
		}
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
		k, err := newKeeper(ctx, s, to, &r.Summary)
		if err != nil {
			return k, err
		}
		k.manyFeeds = true
		err = k.keepAll(r.batches, nil)
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
	for i := range inputs {
		in := &inputs[i]
		from, err := in.Open()
		if err == nil {
			_, err = in.each(ctx, from, in.options(o), o.router, func(source string, it feed.Item) error {
				if r := by[source]; r != nil {
					return r.add(it)
				}
				return ctx.Err()
			})
			from.Close()
		}
		if err != nil && (ctx.Err() != nil || !in.Found) {
			return err
		}
	}
	for _, r := range by {
		if err := r.hand(); err != nil {
			return err
		}
	}
	return nil
}
