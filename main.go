// Command pressroom is a terminal reader for official press releases.
package main

import (
	"os"

	"pressroom/ui/cli"
)

func main() {
	os.Exit(cli.Main(os.Args[1:], os.Stdin, os.Stdout, os.Stderr, os.Environ()))
}
