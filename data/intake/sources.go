package intake

import (
	"cmp"
	"context"
	"errors"
	"fmt"
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
	o.Item, o.router.again = nil, true
	for some := range slices.Chunk(o.router.met, sideBySide) {
		list, _ := bring(ctx, s, some, inputs, o)
		all = append(all, list...)
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

// bring brings in what inputs have of some sources: they are read on one goroutine, and what
// is of a source is kept on another. Either takes about half of the time. The problems are
// those of reading.
func bring(ctx context.Context, s store.Store, sources []string, inputs []Input, o Options) (all []Imported, problems []data.Problem) {
	routes := make([]*route, len(sources))
	by := map[string]*route{}
	for i, name := range sources {
		batches := make(chan []feed.Item, 1)
		routes[i] = &route{Imported: Imported{Summary: Summary{Source: name}}, batches: batches, batch: batch{to: batches}}
		by[name] = routes[i]
	}
	if o.router == nil {
		by[""] = routes[0]
	}
	var unread error // written before the batches end
	err := data.Parallel(ctx, len(routes)+1, func(ctx context.Context, i int) error {
		if i < len(routes) {
			r := routes[i]
			r.Err = r.keep(ctx, s, inputs, o, &unread)
			if len(routes) == 1 { // nobody else waits for what is read
				return r.Err
			}
			for range r.batches { // who reads must come to the end
			}
			return nil
		}
		for _, r := range routes {
			r.ctx = ctx
			defer close(r.batches)
		}
		problems, unread = readAll(ctx, inputs, o, func(source string, it feed.Item) error {
			if r := by[source]; r != nil {
				return r.add(it)
			}
			return ctx.Err()
		})
		for _, r := range routes {
			unread = cmp.Or(unread, r.hand())
		}
		return nil
	})
	for _, r := range routes {
		r.Err = cmp.Or(r.Err, err)
		r.Had = o.router != nil && o.router.had[r.Source]
		all = append(all, r.Imported)
	}
	return all, problems
}

// keep keeps what comes or, where it is only to be said what would come of it, does not.
func (r *route) keep(ctx context.Context, s store.Store, inputs []Input, o Options, unread *error) error {
	var k *keeper
	put := func(to putter) (err error) {
		if k, err = newKeeper(ctx, s, to, &r.Summary); err != nil {
			return err
		}
		k.manyFeeds = true
		err = k.keepAll(r.batches, o.Item)
		k.addProblems(nil)
		if err == nil {
			err = *unread
		}
		switch {
		case err != nil || k.items > 0:
			return err
		case o.router != nil && len(o.router.met) > 0:
			return errOtherSources
		}
		return fmt.Errorf("%s: no release in it", named(inputs))
	}
	if o.Dry {
		d := &dryRun{}
		if err := put(d); err != nil {
			return err
		}
		k.end(d.result)
		return nil
	}
	result, err := s.Import(ctx, r.Source, func(in store.Import) error { return put(in) })
	if err == nil {
		k.end(result)
	}
	return err
}
