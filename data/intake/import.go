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
	all, problems := bring(ctx, s, []string{source}, inputs, o)
	all[0].Problems = append(all[0].Problems, problems...)
	return all[0].Summary, all[0].Err
}

// named returns what messages call inputs.
func named(inputs []Input) string {
	if len(inputs) == 1 {
		return inputs[0].Name
	}
	return fmt.Sprintf("%d files", len(inputs))
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

// readAll reads inputs, and gives each item with the source that it is of: "" without a
// router. The problems are those of all inputs. One that was found, and not named, is left
// out where it cannot be read.
func readAll(ctx context.Context, inputs []Input, o Options, give func(source string, it feed.Item) error) (problems []data.Problem, err error) {
	for i := range inputs {
		in := &inputs[i]
		r, err := in.Open()
		if err == nil {
			var report feed.Report
			report, err = in.each(ctx, r, o, give)
			r.Close()
			problems = append(problems, report.Problems...)
		}
		var ofStore *storeError
		switch {
		case err == nil:
		case ctx.Err() != nil:
			return problems, ctx.Err()
		case errors.As(err, &ofStore):
			return problems, ofStore.error
		case in.Found:
			problems = append(problems, data.Problem{Place: data.Place{File: in.Name}, What: "skipped: " + withoutName(err, in.Name)})
		default:
			return problems, err
		}
	}
	return problems, nil
}

// each reads an input, and gives its items.
func (in *Input) each(ctx context.Context, r io.Reader, o Options, give func(source string, it feed.Item) error) (feed.Report, error) {
	options := feed.Options{Format: o.Format, Address: in.Address, ContentType: in.ContentType, Date: in.Date}
	if o.router == nil {
		return feed.Read(ctx, in.Name, r, options, func(it feed.Item) error { return give("", it) })
	}
	look := lookahead{router: o.router, ctx: ctx, address: in.Address, give: give}
	report, err := feed.Read(ctx, in.Name, r, options, look.item)
	return report, cmp.Or(look.end(), err) // what was read before is kept all the same
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
				return err
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
