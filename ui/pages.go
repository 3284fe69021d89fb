package ui

import (
	"math"
	"runtime"
	"sync"

	"github.com/hashicorp/golang-lru/v2/simplelru"
)

// cacheBytes bounds what the pages of a cache take together; the longest
// release of a ministry is about 40 KB drawn.
const cacheBytes = 2 << 20

// Pages keeps the releases that were drawn last. One cache serves all the
// sessions of a process.
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

// draw returns the page for key, and has it drawn where it is not there: once,
// however many ask for it. Nil is a page whose drawing was ended, for all who wait.
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

// put keeps a page, and lets go of those used longest ago.
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
