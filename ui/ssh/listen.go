package ssh

import (
	"errors"
	"fmt"
	"net"
)

// Listen opens the ports. The error names the address.
func (s *Server) Listen() error {
	for _, address := range s.cfg.Listen {
		l, err := net.Listen("tcp", address)
		if err != nil {
			s.closeListeners()
			return fmt.Errorf("--listen %s: %w", address, opReason(err))
		}
		s.listeners = append(s.listeners, l)
	}
	if s.cfg.Metrics != "" {
		address, err := metricsAddress(s.cfg.Metrics)
		if err == nil {
			s.numbers, err = net.Listen("tcp", address)
		}
		if err != nil {
			s.closeListeners()
			return fmt.Errorf("--metrics %s: %w", s.cfg.Metrics, opReason(err))
		}
	}
	return nil
}

// opReason returns what an error of package net says beside the address.
func opReason(err error) error {
	var op *net.OpError
	if errors.As(err, &op) {
		return op.Err
	}
	return err
}

func (s *Server) closeListeners() {
	for _, l := range s.listeners {
		_ = l.Close()
	}
	if s.numbers != nil {
		_ = s.numbers.Close()
	}
}

// Addrs returns where the server listens.
func (s *Server) Addrs() (addrs []net.Addr) {
	for _, l := range s.listeners {
		addrs = append(addrs, l.Addr())
	}
	return addrs
}

// MetricsAddr returns where metrics are served, nil for nowhere.
func (s *Server) MetricsAddr() net.Addr {
	if s.numbers == nil {
		return nil
	}
	return s.numbers.Addr()
}

// Serve serves until the server is stopped or closed. The error is that of a
// listener that failed.
func (s *Server) Serve() error {
	s.mu.Lock()
	releases := s.library.Len()
	s.mu.Unlock()
	failed := make(chan error, len(s.listeners))
	for _, l := range s.listeners {
		s.cfg.Log.Info("listening", "address", l.Addr().String(), "releases", releases)
		go func() { failed <- s.serve(l) }()
	}
	if s.numbers != nil {
		s.cfg.Log.Info("metrics", "address", "http://"+s.numbers.Addr().String()+"/metrics")
		go s.serveMetrics(s.numbers)
	}
	for range s.listeners {
		if err := <-failed; !errors.Is(err, net.ErrClosed) {
			s.Close()
			return opReason(err)
		}
	}
	<-s.closed
	return nil
}
