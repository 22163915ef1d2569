package join

import (
	"slices"
	"testing"

	"github.com/nhivet/nhivet/internal/nhi"
)

// TestCodeAndDeployment ties a workload to the agents of the folder that it runs,
// and the variables that the one sets to those that the other reads.
func TestCodeAndDeployment(t *testing.T) {
	m := newMaker("svc/cmd/agent/main.go")
	code := m.agent("planner")
	code.Kind = "code"
	read := m.credential(nhi.CodeEnvKey("agent", "API_KEY"), "")
	read.Name, read.Origin = "API_KEY", nhi.FromEnv
	m.edge(nhi.Holds, code.Key, read.Key)
	// What the program reads is met, although nothing says which agent has it.
	beside := newMaker("svc/cmd/agent/config/config.go")
	also := beside.credential(nhi.CodeEnvKey("config", "API_KEY"), "")
	also.Name, also.Origin = "API_KEY", nhi.FromEnv
	other := newMaker("other/main.go")
	second := other.agent("second")
	second.Kind = "code"
	other.edge(nhi.Holds, second.Key, read.Key)
	d := newMaker("compose.yaml")
	for _, w := range []struct{ name, folder string }{{"runs", "svc/cmd/agent"}, {"around", "svc/cmd"}, {"beside", "svc/cmd/agent2"}, {"prefix", "svc/cm"}, {"none", ""}, {"apart", "other"}} {
		a := d.agent(w.name)
		a.Score, a.Attributes = 30, map[string]string{nhi.RunsCode: w.folder}
	}
	starts := d.agent("starts") // its own folder builds nothing
	starts.Score, starts.Attributes = 30, map[string]string{nhi.RunsCode: "svc/cmd/start", nhi.CodeParts: "other svc/internal/log"}
	d.facts.Agents[0].Attributes[nhi.Image] = "acme/planner"
	pod := d.agent("pod")
	pod.Score, pod.Family = 30, "pod acme/planner"
	set := d.credential(nhi.EnvKey(".", "API_KEY"), "")
	set.Name, set.Origin = "API_KEY", nhi.FromEnv
	d.edge(nhi.Holds, "agent:runs", set.Key)
	all := &nhi.Facts{}
	all.Add(&m.facts)
	all.Add(&other.facts)
	all.Add(&beside.facts)
	all.Add(&d.facts)
	inv := Join(all, Options{Now: now})
	var names []string
	for _, a := range inv.Agents {
		names = append(names, a.Name)
	}
	slices.Sort(names)
	if want := []string{"apart", "around", "planner", "pod", "runs", "second", "starts"}; !slices.Equal(names, want) {
		t.Errorf("agents %v, want %v", names, want)
	}
	noted := func(c *nhi.Credential, note string) bool {
		return slices.ContainsFunc(c.Path, func(s nhi.Step) bool { return s.Note == note })
	}
	for _, c := range inv.Credentials {
		if (c == read || c == also) && !noted(c, "'runs' sets it here") || c == set && !noted(c, "the code reads it here") {
			t.Errorf("%s does not say where the other is: %v", c.Key, c.Path)
		}
		if c.SharedBy > 1 {
			t.Errorf("%s is shared by code and what runs it", c.Key)
		}
	}
}
