package data

import (
	"strings"
	"time"
)

// DurationText returns a duration as it is typed: 5m or 12h, where its String has 5m0s and
// 12h0m0s. [time.ParseDuration] reads it.
func DurationText(d time.Duration) string {
	s := d.String()
	if strings.HasSuffix(s, "m0s") {
		s = strings.TrimSuffix(s, "0s")
	}
	if strings.HasSuffix(s, "h0m") {
		s = strings.TrimSuffix(s, "0m")
	}
	return s
}

// DurationWords returns a duration as people say it, in its two largest units: 5 minutes,
// 1 hour 30 minutes. What is less than a second is "less than a second".
func DurationWords(d time.Duration) string {
	if d = d.Round(time.Second); d < time.Second {
		return "less than a second"
	}
	var parts []string
	for _, unit := range []struct {
		size time.Duration
		name string
	}{{24 * time.Hour, "day"}, {time.Hour, "hour"}, {time.Minute, "minute"}, {time.Second, "second"}} {
		if n := d / unit.size; n > 0 && len(parts) < 2 {
			parts = append(parts, Count(int(n), unit.name))
		}
		d %= unit.size
	}
	return strings.Join(parts, " ")
}
