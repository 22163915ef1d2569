package scan

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"github.com/nhivet/nhivet/internal/nhi"
	"github.com/nhivet/nhivet/internal/source"
)

// TestCollectOrder has analyzers say different things of one key and place, and
// get done in any order: the facts come in the same one.
func TestCollectOrder(t *testing.T) {
	file := source.Stdin("a.yaml", []byte("text"))
	defer file.Close()
	var list []*nhi.Analyzer
	for i := range 20 {
		list = append(list, &nhi.Analyzer{
			Name:   fmt.Sprint(i),
			Wants:  func(string) bool { return true },
			Claims: func(string, []byte) (string, bool) { return fmt.Sprint("unit-", i), true },
			Run: func(_ context.Context, u *nhi.Unit) (*nhi.Facts, error) {
				return &nhi.Facts{Agents: []*nhi.Agent{{Key: "a:a", Name: fmt.Sprint(i), At: u.Files[0].At(0, 1)}}}, nil
			},
		})
	}
	for range 20 {
		var names []string
		for _, a := range Collect(context.Background(), file, []string{"a.yaml"}, list).Facts.Agents {
			names = append(names, a.Name)
		}
		if got := strings.Join(names, " "); got != "0 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19" {
			t.Fatal(got)
		}
	}
}
