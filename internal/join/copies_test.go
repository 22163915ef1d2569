package join

import (
	"math/rand/v2"
	"testing"

	"github.com/nhivet/nhivet/internal/nhi"
)

// TestDistinct counts crowds of agents, whose names and images templates may
// hide, as comparing each with each would.
func TestDistinct(t *testing.T) {
	same := func(a, b *nhi.Agent) bool {
		if a.Key == b.Key {
			return true
		}
		if a.Family == "" || b.Family == "" || a.Platform != b.Platform || a.Attributes["namespace"] != b.Attributes["namespace"] {
			return false
		}
		nameA, runsA, _ := family(a)
		nameB, runsB, _ := family(b)
		return (nameA == nameB || nameA == "" || nameB == "") && (runsA == runsB || runsA == "" || runsB == "")
	}
	families := []string{"", "planner", "planner image", "planner other", "coder image", "coder {{ .image }}", "{{ .name }} image", "{{ .name }} {{ .image }}", "${name}"}
	random := rand.New(rand.NewPCG(1, 2))
	for range 2000 {
		var list []*nhi.Agent
		for range 1 + random.IntN(8) {
			list = append(list, &nhi.Agent{
				Key: string(rune('a' + random.IntN(12))), Platform: []string{"kubernetes", "aws"}[random.IntN(2)],
				Family: families[random.IntN(len(families))], Attributes: map[string]string{"namespace": []string{"x", "y"}[random.IntN(2)]},
			})
		}
		got := distinct(list[1:])
		var want []*nhi.Agent
		for n := 2; n >= 0; n-- { // the surest first
			for _, a := range list[1:] {
				if known(a) != n {
					continue
				}
				is := false
				for _, o := range want {
					is = is || same(a, o)
				}
				if !is {
					want = append(want, a)
				}
			}
		}
		is := false
		for _, o := range want {
			is = is || same(list[0], o)
		}
		if got.n != len(want) || got.copies(list[0]) != is {
			t.Fatalf("%d and %v, want %d and %v: %+v", got.n, got.copies(list[0]), len(want), is, list)
		}
	}
}

// TestLists keeps one of each however long the lists are.
func TestLists(t *testing.T) {
	file := nhi.NewFile("f", make([]byte, 100))
	var j joiner
	var refs []*nhi.Ref
	var steps []nhi.Step
	for range 2 {
		for i := range 50 {
			j.addRef(&refs, &nhi.Ref{Key: string(rune('A' + i)), Confidence: i})
			j.addRef(&refs, &nhi.Ref{Key: string(rune('A' + i)), Confidence: 50})
			j.addStep(&steps, nhi.Step{At: file.At(i, i+1)})
			j.addStep(&steps, nhi.Step{})
		}
	}
	if len(refs) != 50 || len(steps) != 50 {
		t.Fatal(len(refs), len(steps))
	}
	for i, r := range refs {
		if r.Key != string(rune('A'+i)) || r.Confidence != 50 {
			t.Error(i, r)
		}
	}
}
