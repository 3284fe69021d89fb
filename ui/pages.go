package ui

import (
	"container/list"
	"runtime"
	"sync"
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
	pages   map[pageKey]*list.Element
	order   *list.List // of cached, the last used first
	bytes   int
}

type cached struct {
	key  pageKey
	page *page
}

// NewPages returns an empty cache.
func NewPages() *Pages {
	return &Pages{
		slots:   make(chan struct{}, max(1, runtime.GOMAXPROCS(0)-1)), // so that frames go on meanwhile
		drawing: map[pageKey]func() *page{},
		pages:   map[pageKey]*list.Element{}, order: list.New(),
	}
}

// draw returns the page for key, and has it drawn where it is not there: once,
// however many ask for it.
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
			c.put(key, p)
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
	e := c.pages[key]
	if e == nil {
		return nil
	}
	c.order.MoveToFront(e)
	return e.Value.(cached).page
}

// put keeps a page, and lets go of those used longest ago.
func (c *Pages) put(key pageKey, p *page) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if _, there := c.pages[key]; there {
		return
	}
	c.pages[key] = c.order.PushFront(cached{key, p})
	c.bytes += p.cost
	for c.bytes > cacheBytes && c.order.Len() > 1 {
		e := c.order.Back()
		old := c.order.Remove(e).(cached)
		delete(c.pages, old.key)
		c.bytes -= old.page.cost
	}
}
