package data_test

import (
	"testing"
	"time"

	"pressroom/data"
)

func TestDurationWords(t *testing.T) {
	for want, d := range map[string]time.Duration{
		"less than a second": 400 * time.Millisecond, "1 second": time.Second, "30 seconds": 30*time.Second + 200*time.Millisecond, "5 minutes": 5 * time.Minute,
		"1 minute 30 seconds": 90 * time.Second, "1 hour": time.Hour, "2 hours 5 minutes": 2*time.Hour + 5*time.Minute + 9*time.Second, "1 day 1 hour": 25 * time.Hour, "7 days": 7 * 24 * time.Hour,
	} {
		if got := data.DurationWords(d); got != want {
			t.Errorf("DurationWords(%v) = %q, want %q", d, got, want)
		}
	}
}

func TestDurationText(t *testing.T) {
	for want, d := range map[string]time.Duration{
		"0s": 0, "10s": 10 * time.Second, "1.5s": 1500 * time.Millisecond, "5m": 5 * time.Minute, "10m": 10 * time.Minute,
		"10m10s": 10*time.Minute + 10*time.Second, "1m30s": 90 * time.Second, "12h": 12 * time.Hour, "20h": 20 * time.Hour,
		"1h30m": 90 * time.Minute, "1h0m5s": time.Hour + 5*time.Second, "-5m": -5 * time.Minute, "100ms": 100 * time.Millisecond,
	} {
		got := data.DurationText(d)
		if again, err := time.ParseDuration(got); got != want || again != d || err != nil {
			t.Errorf("DurationText(%v) = %q, want %q; read again %v, %v", d, got, want, again, err)
		}
	}
}
