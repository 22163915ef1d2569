package scan

import (
	"context"
	"fmt"
	"runtime"
	"runtime/debug"
	"strings"
	"testing"
	"time"

	"github.com/nhivet/nhivet/internal/nhi"
)

// graph is a platform of n identities and five times as many edges, in the shapes
// that repositories have: agents on accounts of their own that become roles, teams
// that share one, a hub that half of a namespace runs as, chains and rings of
// AssumeRole, a project whose accounts one may act as, credentials that are read
// from stores, tools with identities, and delegation in trees and in a ring.
func graph(n int) *nhi.Facts {
	g := &grown{file: nhi.NewFile("deploy/overlays/prod/graph.yaml", []byte(strings.Repeat("x", 64*n))), facts: &nhi.Facts{}}
	dev := nhi.NewFile("deploy/overlays/dev/graph.yaml", []byte(strings.Repeat("x", 64*n)))
	for i := range n / 2 {
		// Half of the identities are accounts of a cluster, the other roles.
		name := fmt.Sprintf("agent-%05d", i)
		scope := [...]string{"prod", "dev", "deploy/overlays/prod", "charts/x//values-prod"}[i%4]
		if i%4 == 1 {
			g.file, dev = dev, g.file
		}
		a := &nhi.Agent{Key: nhi.Key("k8s-workload", scope, "ns", "Deployment", name), Name: name, Kind: "workload", Platform: "kubernetes",
			Family: name + " registry.internal/" + name, Attributes: map[string]string{"namespace": "ns"}, At: g.at()}
		if i%5 != 0 {
			a.Score = 100
		}
		g.facts.Agents = append(g.facts.Agents, a)
		account := g.identity(nhi.ServiceAccountKey(scope, "ns", name), "kubernetes", "service-account")
		account.Namespace, account.Name = "ns", name
		role := g.identity(nhi.TerraformKey("infra", "aws_iam_role."+name), "aws", "role")
		role.Name, role.Defined = name, true
		role.Aliases = []string{nhi.RoleARNKey("arn:aws:iam::123456789012:role/" + name)}
		g.edge(nhi.RunsAs, a.Key, account.Key)
		g.edge(nhi.Reaches, account.Key, role.Key)
		g.edge(nhi.Trusts, role.Key, nhi.SubjectKey("issuer", nhi.AccountSubject("ns", name)))
		g.grant(role.Key, i)
		if i%3 == 0 {
			g.grant(account.Key, i+1)
		}
		other := func(d int) *nhi.Identity { return g.facts.Identities[max(0, len(g.facts.Identities)-1-2*d)] }
		switch i % 6 {
		case 0: // a chain of AssumeRole, ten long, that ends in a ring
			if i%60 != 0 {
				g.edge(nhi.Assumes, role.Key, other(6).Key)
				g.edge(nhi.Trusts, other(6).Key, role.Key)
			}
			g.edge(nhi.Assumes, other(6).Key, role.Key)
		case 1: // a team of ten on one role
			g.edge(nhi.Reaches, account.Key, other(i%10).Key)
		case 2: // a hub
			g.edge(nhi.RunsAs, a.Key, g.facts.Identities[0].Key)
		case 3: // a pattern, and the account decides
			g.edge(nhi.Assumes, role.Key, nhi.RoleARNKey("arn:aws:iam::123456789012:role/agent-0001*"))
			g.edge(nhi.Trusts, role.Key, nhi.AccountKey("123456789012"))
		case 4: // every account of a project
			role.Platform, role.Kind = "google", "service-account"
			project := nhi.ProjectAccountsKey(fmt.Sprint("p", i/1000))
			role.Attributes = map[string]string{nhi.ProjectAccounts: project}
			g.edge(nhi.Assumes, role.Key, project)
		case 5: // a tool with an identity and a credential of its own
			t := &nhi.Tool{Key: "tool:" + name, Name: name, Kind: "mcp-http", At: g.at()}
			g.facts.Tools = append(g.facts.Tools, t)
			g.edge(nhi.Calls, a.Key, t.Key)
			g.edge(nhi.RunsAs, t.Key, other(3).Key)
			g.edge(nhi.Holds, t.Key, g.credential("t-"+name).Key)
		}
		own, entry := g.credential("s-"+name), g.credential("e-"+name)
		g.edge(nhi.Holds, a.Key, own.Key)
		g.edge(nhi.Holds, a.Key, entry.Key)
		g.edge(nhi.Reads, entry.Key, "c:store-"+fmt.Sprint(i/7)) // seven read one value
		if i%7 == 0 {
			g.credential("store-" + fmt.Sprint(i/7))
		}
		if i > 0 {
			g.edge(nhi.DelegatesTo, a.Key, g.facts.Agents[i/3].Key)
			g.edge(nhi.DelegatesTo, g.facts.Agents[i-1].Key, a.Key)
		}
		g.file, dev = nhiFirst(g.file, dev)
	}
	// More holders of what there is, until the edges are five times the identities.
	for i := 0; len(g.facts.Edges) < 5*n; i++ {
		g.edge(nhi.Holds, g.facts.Agents[(i*7+3)%len(g.facts.Agents)].Key, g.facts.Credentials[(i*13+5)%len(g.facts.Credentials)].Key)
	}
	return g.facts
}

// nhiFirst puts the file of production first.
func nhiFirst(a, b *nhi.File) (*nhi.File, *nhi.File) {
	if strings.Contains(a.Path, "prod") {
		return a, b
	}
	return b, a
}

type grown struct {
	file  *nhi.File
	facts *nhi.Facts
	next  int
}

func (g *grown) at() nhi.Span {
	g.next = (g.next + 3) % (g.file.Len() - 4)
	return g.file.At(g.next, g.next+2)
}

func (g *grown) identity(key, platform, kind string) *nhi.Identity {
	i := &nhi.Identity{Key: key, Platform: platform, Kind: kind, At: g.at()}
	g.facts.Identities = append(g.facts.Identities, i)
	return i
}

func (g *grown) credential(name string) *nhi.Credential {
	c := &nhi.Credential{Key: "c:" + name, Name: name, Kind: "password", Title: "Password", Origin: nhi.FromStore, Confidence: 90, At: g.at(),
		Lifetime: nhi.Lifetime{Known: true, Never: true, Basis: nhi.Natural}}
	g.facts.Credentials = append(g.facts.Credentials, c)
	return c
}

func (g *grown) edge(kind nhi.EdgeKind, from, to string) {
	g.facts.Edges = append(g.facts.Edges, &nhi.Edge{Kind: kind, From: from, To: to, Confidence: nhi.Certain, At: g.at()})
}

// grant is now and then a wide one.
func (g *grown) grant(identity string, i int) {
	breadth, why := "narrow", ""
	switch {
	case i%500 == 0:
		breadth, why = "admin", "everything"
	case i%50 == 0:
		breadth, why = "wildcard", "\"s3:*\" on every resource"
	}
	g.facts.Grants = append(g.facts.Grants, &nhi.Grant{Key: nhi.Key("grant", identity, fmt.Sprint(i)), Identity: identity, System: "aws", Name: "policy",
		Actions: []string{"s3:PutObject"}, Breadth: breadth, Why: why, Writes: i%2 == 0, Confidence: nhi.Certain, At: g.at()})
}

// BenchmarkGraph joins and judges with every rule at four sizes, each twice the one
// before: the cost for each identity should stay what it is. cpu-ms is the processor
// time of all threads, the collector's among them, and peak-MB the most memory that
// the process had meanwhile, the facts and the program included: on a machine with
// other work neither is what the clock and the heap at the end say. The collector runs
// at its usual pace, where the command lets it begin at 128 MB. The budget at the
// largest size is 2 s and 400 MB; docs/performance.md has what it takes.
func BenchmarkGraph(b *testing.B) {
	for _, n := range []int{2500, 5000, 10000, 20000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			b.ReportAllocs()
			var cpu time.Duration
			var peak float64
			for b.Loop() {
				b.StopTimer()
				facts := graph(n)
				edges := len(facts.Edges)
				debug.FreeOSMemory()
				resetPeak()
				before := cpuTime()
				b.StartTimer()
				inv, findings, err := Judge(context.Background(), facts, JudgeOptions{Now: fixtureNow, View: Repository})
				if err != nil {
					b.Fatal(err)
				}
				b.StopTimer()
				cpu += cpuTime() - before
				peak = max(peak, peakMemory())
				runtime.KeepAlive(inv)
				b.ReportMetric(float64(edges), "edges")
				b.ReportMetric(float64(len(findings)), "findings")
				b.StartTimer()
			}
			b.ReportMetric(float64(cpu.Milliseconds())/float64(b.N), "cpu-ms/op")
			b.ReportMetric(peak, "peak-MB")
		})
	}
}
