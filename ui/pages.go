package ui

import (
	"container/list"
	"sync"
)

// cacheBytes bounds what the pages of a cache take together; the longest
// release of a ministry is about 40 KB drawn.
const cacheBytes = 2 << 20

// Pages keeps the releases that were drawn last. One cache serves all the
// sessions of a process.
type Pages struct {
	mu    sync.Mutex
	pages map[pageKey]*list.Element
	order *list.List // of cached, the last used first
	bytes int
}

type cached struct {
	key  pageKey
	page *page
}

// NewPages returns an empty cache.
func NewPages() *Pages {
	return &Pages{pages: map[pageKey]*list.Element{}, order: list.New()}
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
