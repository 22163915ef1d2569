// Command gen writes the JSON Schema of .nhivet.yaml.
package main

import (
	"log"
	"os"
	"path/filepath"
	"strings"

	"github.com/nhivet/nhivet/internal/config"
)

// go generate runs it in the folder of the rules.
func main() {
	files, err := filepath.Glob("*.rego")
	if err != nil {
		log.Fatal(err)
	}
	var names []string
	for _, f := range files {
		if name := strings.TrimSuffix(f, ".rego"); name != "main" {
			names = append(names, name)
		}
	}
	text, err := config.Schema(names)
	if err != nil {
		log.Fatal(err)
	}
	if err := os.WriteFile(filepath.FromSlash("../docs/nhivet.schema.json"), text, 0o644); err != nil {
		log.Fatal(err)
	}
}
