package letters_test

import (
	"context"
	"fmt"
	"testing"
	"time"

	"pressroom/data/index/letters"
	"pressroom/data/index/letters/fuzzytest"
	"pressroom/data/text"
)

var sizes = []int{10, 10_000, 1_000_000}

// generated holds the headlines of the largest size, made once.
var generated []string

func indexOf(n int) *letters.Index {
	if len(generated) < n {
		generated = fuzzytest.Headlines(1, sizes[len(sizes)-1])
	}
	return letters.New(fuzzytest.Snapshot(generated[:n]))
}

// keys are the queries before and after a key of each shape; where before is
// empty the query is asked fresh.
var keys = []struct{ name, before, after string }{
	{"OneLetter", "", "e"},
	{"TwoLetters", "", "st"},
	{"ThreeLetters", "", "ion"},
	{"SixLetters", "", "export"},
	{"SixScattered", "", "sndrtn"},
	{"NoMatch", "", "qqzxjq"},
	{"ThreeWords", "", "korea ai export"},
	{"FiveWords", "", "u.s. trade to korea meeting"},
	{"LongWord", "", "internationalstandard"},
	{"Korean", "", "반도체"},
	{"RefineOne", "e", "ex"},
	{"RefineFive", "expor", "export"},
	{"RefineWord", "korea ai", "korea ai e"},
}

func BenchmarkKey(b *testing.B) {
	for _, n := range sizes {
		x := indexOf(n)
		for _, k := range keys {
			b.Run(fmt.Sprintf("%s/%d", k.name, n), func(b *testing.B) {
				var prev *letters.Result
				if k.before != "" {
					prev, _ = x.Search(context.Background(), k.before, nil)
				}
				b.ReportAllocs()
				var found *letters.Result
				for b.Loop() {
					found, _ = x.Search(context.Background(), k.after, prev)
				}
				b.ReportMetric(float64(found.Len()), "found")
			})
		}
	}
}

func BenchmarkIndex(b *testing.B) {
	for _, n := range sizes {
		x := indexOf(n)
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				x = indexOf(n)
			}
			b.ReportMetric(float64(x.Size())/float64(n), "B/headline")
			b.ReportMetric(float64(x.Len()), "chunks")
		})
	}
}

func BenchmarkHighlights(b *testing.B) {
	x := indexOf(10_000)
	for _, query := range []string{"e", "export", "sndrtn", "korea ai export"} {
		found, _ := x.Search(context.Background(), query, nil)
		b.Run(query, func(b *testing.B) {
			b.ReportAllocs()
			for i := 0; b.Loop(); i++ {
				letters.Highlights(generated[found.At(i%min(40, found.Len()))], query)
			}
		})
	}
}

func BenchmarkFold(b *testing.B) {
	for _, s := range []string{headlines[5], headlines[6], "반도체 수출 동향"} {
		b.Run(s, func(b *testing.B) {
			b.SetBytes(int64(len(s)))
			b.ReportAllocs()
			for b.Loop() {
				text.Fold(s)
			}
		})
	}
}

// BenchmarkBurst types a query faster than it can be answered: each key
// cancels the search of the one before, and only the last is waited for. The
// time is that from the last key to its answer; stop is the longest that a
// cancelled search took to give way.
func BenchmarkBurst(b *testing.B) {
	const typed = "semiconductor export"
	x := indexOf(1_000_000)
	var stop time.Duration
	for b.Loop() {
		b.StopTimer()
		var prev *letters.Result
		ctx, cancel := context.WithCancel(context.Background())
		answer := make(chan *letters.Result)
		for i := 1; i <= len(typed); i++ {
			go func() {
				r, _ := x.Search(ctx, typed[:i], prev)
				answer <- r
			}()
			if i == len(typed) {
				break
			}
			time.Sleep(5 * time.Millisecond)
			key := time.Now()
			cancel()
			if r := <-answer; r != nil {
				prev = r
			}
			stop = max(stop, time.Since(key))
			ctx, cancel = context.WithCancel(context.Background())
		}
		b.StartTimer()
		<-answer
		cancel()
	}
	b.ReportMetric(float64(stop.Microseconds()), "µs-stop")
}
