// Command gen writes what follows from the headers of the rules: the Go table,
// the list in README.md, and one page for each rule in docs/rules.
package main

import (
	"log"
	"os"

	"github.com/nhivet/nhivet/rules/internal/header"
)

func main() {
	log.SetFlags(0)
	outputs, err := header.Generate("..")
	if err != nil {
		log.Fatal(err)
	}
	for _, o := range outputs {
		if err := os.MkdirAll(o.Dir(), 0o755); err != nil {
			log.Fatal(err)
		}
		if err := os.WriteFile(o.Path, o.Text, 0o644); err != nil {
			log.Fatal(err)
		}
	}
}
