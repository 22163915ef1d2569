package join

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/nhivet/nhivet/internal/nhi"
)

// crowd is n pods, every second one an agent, that run as one account, hold one
// key and reach some roles: the worst that one folder of manifests can ask of the
// join.
func crowd(n int) *nhi.Facts {
	file := nhi.NewFile("crowd.yaml", []byte(strings.Repeat("x", n+2)))
	facts := &nhi.Facts{
		Identities:  []*nhi.Identity{{Key: "i:i", Name: "bots", Kind: "service-account", Defined: true, At: file.At(0, 1)}},
		Credentials: []*nhi.Credential{{Key: "c:c", Name: "key", Kind: "api-key", Origin: nhi.FromStore, At: file.At(1, 2)}},
	}
	for i := range 4 {
		facts.Grants = append(facts.Grants, &nhi.Grant{Key: fmt.Sprint("g:", i), Identity: "i:i", Breadth: "wildcard", At: file.At(0, 1)})
	}
	for i := range n {
		name, at := fmt.Sprintf("agent-%05d", i), file.At(i+2, i+3)
		a := &nhi.Agent{Key: "a:" + name, Name: name, Kind: "workload", Platform: "kubernetes", Family: name + " image-" + name, At: at}
		if i%2 == 0 {
			a.Score = 100
		}
		facts.Agents = append(facts.Agents, a)
		facts.Edges = append(facts.Edges,
			&nhi.Edge{Kind: nhi.RunsAs, From: a.Key, To: "i:i", Confidence: nhi.Certain, At: at},
			&nhi.Edge{Kind: nhi.Holds, From: a.Key, To: "c:c", Confidence: nhi.Certain, At: at})
	}
	return facts
}

// BenchmarkCrowd shows what grows faster than its input: ten times the pods
// should take some ten times as long.
func BenchmarkCrowd(b *testing.B) {
	for _, n := range []int{1000, 10000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				b.StopTimer()
				facts := crowd(n)
				b.StartTimer()
				Join(facts, Options{Now: time.Unix(0, 0)})
			}
		})
	}
}
