// Package goreleaser asks GoReleaser itself whether .goreleaser.yaml is a
// configuration that it takes.
package goreleaser

import (
	"testing"

	"github.com/goreleaser/goreleaser/v2/pkg/config"
)

func TestConfig(t *testing.T) {
	c, err := config.Load("../../.goreleaser.yaml") // refuses fields that it does not know
	if err != nil {
		t.Fatal(err)
	}
	t.Logf("%d builds, %d archives", len(c.Builds), len(c.Archives))
}
