package intake

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"

	"pressroom/data"
	"pressroom/data/feed"
	"pressroom/data/store"
)

// Input is one thing that is brought in.
type Input struct {
	Name string                        // of the file or the address, for messages
	Open func() (io.ReadCloser, error) // for [ImportEach] more than once

	Address     string    // where it comes from; "" for a file
	ContentType string    // of the HTTP response
	Date        data.Date // for releases that have none; 0 to skip them

	// Found says that nobody named it: it lies in a folder. Where it cannot be
	// read it is skipped, and no error.
	Found bool
}

// Options say how to import.
type Options struct {
	Format feed.Format     // "" to look at the bytes
	Dry    bool            // change nothing, and say what would be changed
	Item   func(items int) // called with how many releases were read; may be nil

	router *router // leaves out what is of other sources; nil where nothing is
}

// Import brings inputs into a source of a store: all of them or, after an error,
// none. What was skipped or mended until then is in the summary.
func Import(ctx context.Context, s store.Store, source string, inputs []Input, o Options) (Summary, error) {
	summary := Summary{Source: source}
	read := func(to putter) (*keeper, error) {
		k, err := newKeeper(ctx, s, to, &summary)
		if err != nil {
			return k, err
		}
		k.manyFeeds = true
		for i := range inputs {
			if err := k.read(&inputs[i], o); err != nil {
				return k, err
			}
		}
		switch {
		case k.items == 0 && o.router != nil && len(o.router.met) > 0:
			return k, errOtherSources
		case k.items == 0:
			return k, fmt.Errorf("%s: no release in it", named(inputs))
		}
		return k, nil
	}
	err := importBy(ctx, s, source, o, &summary, read)
	return summary, err
}

// importBy has read put what is brought in to a source, or, where it is only to be said
// what would come of it, to nothing.
func importBy(ctx context.Context, s store.Store, source string, o Options, summary *Summary, read func(putter) (*keeper, error)) error {
	if o.Dry {
		d := &dryRun{}
		k, err := read(d)
		if err == nil {
			k.end(d.result)
		}
		return err
	}
	var k *keeper
	result, err := s.Import(ctx, source, func(in store.Import) (err error) {
		k, err = read(in)
		return err
	})
	if err == nil {
		k.end(result)
	}
	return err
}

// named returns what messages call inputs.
func named(inputs []Input) string {
	if len(inputs) == 1 {
		return inputs[0].Name
	}
	return fmt.Sprintf("%d files", len(inputs))
}

// keptError is an error of keeping, and not of the document.
type keptError struct{ error }

func (e *keptError) Unwrap() error { return e.error }

// read keeps what is in an input.
func (k *keeper) read(in *Input, o Options) error {
	err := k.readAll(in, o)
	var kept *keptError
	switch {
	case err == nil:
		return nil
	case k.ctx.Err() != nil:
		return context.Cause(k.ctx)
	case errors.As(err, &kept):
		return kept.error
	case in.Found:
		k.problem(data.Place{File: in.Name}, "skipped: "+withoutName(err, in.Name))
		return nil
	}
	return err
}

// withoutName returns an error's text without the name that it begins with.
func withoutName(err error, name string) string {
	text := err.Error()
	if n := len(name) + len(": "); len(text) > n && text[:n] == name+": " {
		return text[n:]
	}
	return text
}

// batchSize is how many bytes of texts are handed over at once.
const batchSize = 128 << 10

// readAll reads an input on one goroutine, and keeps what is in it on another: either
// takes about half of the time.
func (k *keeper) readAll(in *Input, o Options) error {
	r, err := in.Open()
	if err != nil {
		return err
	}
	defer r.Close()
	options := in.options(o)
	var report feed.Report
	var unread error
	batches := make(chan []feed.Item, 1)
	err = data.Parallel(k.ctx, 2, func(ctx context.Context, i int) error {
		if i == 0 {
			return k.keepAll(batches, o.Item)
		}
		defer close(batches)
		b := batch{ctx: ctx, to: batches}
		report, unread = in.each(ctx, r, options, o.router, func(source string, it feed.Item) error {
			if o.router != nil && source != k.source {
				return ctx.Err()
			}
			return b.add(it)
		})
		unread = cmp.Or(unread, b.hand())
		return nil // what was read before is kept all the same
	})
	k.addProblems(report.Problems)
	return cmp.Or(err, unread)
}

// options says how an input is read.
func (in *Input) options(o Options) feed.Options {
	return feed.Options{Format: o.Format, Address: in.Address, ContentType: in.ContentType, Date: in.Date}
}

// each reads an input, and gives each item with the source that it is of: "" without a
// router.
func (in *Input) each(ctx context.Context, r io.Reader, o feed.Options, to *router, give func(source string, it feed.Item) error) (feed.Report, error) {
	if to == nil {
		return feed.Read(ctx, in.Name, r, o, func(it feed.Item) error { return give("", it) })
	}
	look := lookahead{router: to, ctx: ctx, address: in.Address, give: give}
	report, err := feed.Read(ctx, in.Name, r, o, look.item)
	if ctx.Err() != nil {
		return report, ctx.Err()
	}
	return report, cmp.Or(look.end(), err)
}

// batch collects items, and hands them over some at a time.
type batch struct {
	ctx   context.Context
	to    chan<- []feed.Item
	items []feed.Item
	bytes int
}

func (b *batch) add(it feed.Item) error {
	b.items = append(b.items, it)
	if b.bytes += len(it.Title) + len(it.Body); b.bytes < batchSize {
		return nil
	}
	return b.hand()
}

func (b *batch) hand() error {
	select {
	case b.to <- b.items:
		b.items, b.bytes = nil, 0
		return nil
	case <-b.ctx.Done():
		return b.ctx.Err()
	}
}

// keepAll keeps items as they come.
func (k *keeper) keepAll(batches <-chan []feed.Item, told func(items int)) error {
	for batch := range batches {
		for _, it := range batch {
			if _, err := k.keep(it); err != nil {
				return &keptError{err}
			}
			if told != nil {
				told(k.items)
			}
			if k.ctx.Err() != nil {
				return k.ctx.Err()
			}
		}
	}
	return nil
}
