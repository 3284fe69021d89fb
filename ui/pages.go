package ui

import (
	"context"
	"math"
	"runtime"
	"strings"
	"sync"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/hashicorp/golang-lru/v2/simplelru"

	"pressroom/data"
	"pressroom/data/body"
	"pressroom/model"
)

// cacheBytes bounds the pages of a cache; a long release is about 40 KB drawn.
const cacheBytes = 2 << 20

// Pages keeps the releases that were drawn last, for all sessions of a process.
type Pages struct {
	slots chan struct{} // one for each page that is being drawn

	mu      sync.Mutex
	drawing map[pageKey]func() *page
	pages   *simplelru.LRU[pageKey, *page]
	bytes   int // that the pages take
}

// NewPages returns an empty cache.
func NewPages() *Pages {
	pages, _ := simplelru.NewLRU[pageKey, *page](math.MaxInt, nil) // it is bytes that bound it
	return &Pages{
		slots:   make(chan struct{}, max(1, runtime.GOMAXPROCS(0)-1)), // so that frames go on meanwhile
		drawing: map[pageKey]func() *page{},
		pages:   pages,
	}
}

// draw returns the page for key, drawn once however many ask; nil where that was cancelled.
func (c *Pages) draw(key pageKey, draw func() *page) *page {
	if p := c.get(key); p != nil {
		return p
	}
	c.mu.Lock()
	once := c.drawing[key]
	if once == nil {
		once = sync.OnceValue(func() *page {
			c.slots <- struct{}{}
			defer func() {
				<-c.slots
				c.mu.Lock()
				defer c.mu.Unlock()
				delete(c.drawing, key)
			}()
			p := draw()
			if p != nil {
				c.put(key, p)
			}
			return p
		})
		c.drawing[key] = once
	}
	c.mu.Unlock()
	return once()
}

// get returns the page for key, nil where it has not been drawn.
func (c *Pages) get(key pageKey) *page {
	c.mu.Lock()
	defer c.mu.Unlock()
	p, _ := c.pages.Get(key)
	return p
}

// put keeps a page, and drops those used longest ago.
func (c *Pages) put(key pageKey, p *page) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.pages.Contains(key) {
		return
	}
	c.pages.Add(key, p)
	c.bytes += p.cost
	for c.bytes > cacheBytes && c.pages.Len() > 1 {
		_, old, _ := c.pages.RemoveOldest()
		c.bytes -= old.cost
	}
}

// Pages are drawn by commands: that of the release that is shown, and then its
// neighbours.
//
// A text of megabytes takes a second to be drawn. Its beginning is on the screen
// meanwhile, or, where the reader is to be further down, a note that it is being drawn;
// going on to another release cancels the work.

// pageReady brings a page, or its beginning and what draws the rest, or that it is late: see [model.AnswerDelay].
type pageReady struct {
	key  pageKey
	page *page
	rest tea.Cmd
	late bool
}

// leave keeps the page that was seen until that for key is drawn, and returns what ends that when it takes long.
func (p *releasePane) leave(key pageKey) tea.Cmd {
	if p.seen && p.drawn && p.page != nil && p.key.measure == key.measure && p.key.theme == key.theme {
		p.left = p.paneView
	}
	if p.left.page == nil {
		return nil
	}
	return tea.Tick(model.AnswerDelay, func(time.Time) tea.Msg { return pageReady{key: key, late: true} })
}

// ask returns the command that draws a page of at most limit bytes, nil while it is being drawn.
func (p *releasePane) ask(a *App, r *data.Release, key pageKey, limit int) tea.Cmd {
	if p.asked == key || p.lookUp(a, key) != nil {
		return nil
	}
	p.asked = key
	pages, read, history := a.o.Pages, a.reader.Document(r), a.reader.HistoryOf(r)
	if e := a.reader.Edition(); e != nil && key == a.shownKey(r) {
		return func() tea.Msg {
			return pageReady{key: key, page: pages.draw(key, func() *page { return drawEdition(e, key) })}
		}
	}
	ctx := context.Background()
	if key == p.key {
		ctx, p.stop = context.WithCancel(ctx)
	}
	return func() tea.Msg {
		d, err := read()
		switch {
		case err != nil: // it may be readable when it is opened again
			return pageReady{key: key, page: faultPage(r, key, a.reason(err))}
		case len(d.Body) > limit:
			return pageReady{key: key}
		case len(d.Body) > longText:
			return drawLong(ctx, pages, d, history().Notes(r), key)
		}
		return pageReady{key: key, page: pages.draw(key, func() *page { return drawPage(ctx, d, history().Notes(r), key) })}
	}
}

// ready takes in a drawn page. Where its beginning is read already, the place stays.
func (p *releasePane) ready(a *App, msg pageReady) tea.Cmd {
	switch {
	case msg.rest != nil:
		return p.begun(a, msg)
	case msg.late:
		if msg.key == p.key {
			p.left = paneView{}
		}
		return nil
	}
	p.asked = pageKey{}
	if msg.key != p.key {
		return nil
	}
	p.abandon()
	if msg.page != nil {
		if before := p.page; before != nil && before.part {
			p.top = msg.page.lineAt(before.before[min(p.top, len(before.before)-1)])
			p.search.key = pageKey{}
		}
		p.page = msg.page
	}
	return nil
}

// maxPrefetched is the longest text that is drawn ahead, in bytes: several of its pages fit the cache.
const maxPrefetched = 40 << 10

// prefetch draws the neighbours of the shown release, one at a time, so that a step finds its page.
func (p *releasePane) prefetch(a *App) tea.Cmd {
	if a.reader.Listing().Len() == 0 || a.reader.At(a.reader.Cursor()).ID != a.reader.Shown().ID {
		return nil
	}
	if p.around != p.key {
		p.around, p.looked = p.key, 0
	}
	for steps := []int{1, -1}; p.looked < len(steps); {
		i := a.reader.Cursor() + steps[p.looked]
		p.looked++
		if i < 0 || i >= a.reader.Listing().Len() {
			continue
		}
		r := a.reader.At(i)
		if cmd := p.ask(a, r, a.pageKey(r), maxPrefetched); cmd != nil {
			return cmd
		}
	}
	return nil
}

// Texts of more than longText bytes are drawn in two steps, the first of firstBytes, which fill any screen.
const (
	longText   = 64 << 10
	firstBytes = 16 << 10
)

// drawLong returns the beginning of a long text, with the command that draws all of it.
func drawLong(ctx context.Context, pages *Pages, d *data.Document, notes []string, key pageKey) pageReady {
	rest := func() tea.Msg {
		return pageReady{key: key, page: pages.draw(key, func() *page { return drawPage(ctx, d, notes, key) })}
	}
	return pageReady{key: key, page: drawBeginning(d, notes, key), rest: rest}
}

// drawBeginning draws a release without the greater part of its text.
func drawBeginning(d *data.Document, notes []string, key pageKey) *page {
	st := NewStyles(key.theme)
	text := d.Body[:min(firstBytes, len(d.Body))]
	if at := strings.LastIndexAny(text, " \n"); at > 0 {
		text = text[:at]
	} else {
		text = strings.ToValidUTF8(text, "")
	}
	doc := body.Read(text)
	if n := len(doc.Blocks); n > 1 { // the last one may go on
		doc.Blocks = doc.Blocks[:n-1]
	}
	lines, _ := drawBody(context.Background(), doc, key.measure, st)
	p := releasePage(&d.Release, notes, d.ReadingMinutes(), key, append(lines, "", st.Dim.Render(drawingRest)))
	p.part = true
	return p
}

const (
	drawing     = "drawing…"
	drawingRest = "drawing the rest…"
)

// begun takes in the beginning of a page, which is shown to who begins at the top.
func (p *releasePane) begun(a *App, msg pageReady) tea.Cmd {
	if r := a.reader.Shown(); msg.key == p.key && r != nil {
		if p.slow = msg.key; p.jump == 0 && p.search.words == "" && p.place(a, r) == 0 {
			p.page = msg.page
		}
	}
	return msg.rest
}

// abandon ends the drawing of a long page, where one is drawn.
func (p *releasePane) abandon() {
	if p.stop != nil {
		p.stop()
		p.stop = nil
	}
}
