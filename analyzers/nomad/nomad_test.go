package nomad

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/nhivet/nhivet/internal/nhi"
	"github.com/nhivet/nhivet/internal/nhitest"
)

func TestFacts(t *testing.T) { nhitest.Facts(t, Analyzer) }

func TestClaims(t *testing.T) {
	const job = "job \"a\" {\n  group \"g\" {}\n}\n"
	for _, c := range []struct{ path, text, want string }{
		{"jobs/a.nomad", job, "jobs/a.nomad"},
		{"a.nomad.hcl", job, "a.nomad.hcl"},
		{"web/nomad.job", job, "web/nomad.job"},
		{"jobs/a.hcl", "variable \"x\" {}\n" + job, "jobs/a.hcl"},
		{"a.json", `{"Job": {"TaskGroups": []}}`, "a.json"},
		{"a.json", `{"job": "a"}`, ""},
		{"a.hcl", "path \"job\" { capabilities = [\"read\"] }\n# group", ""},
		{"agent.hcl", "server {\n  job_gc_threshold = \"1h\"\n}\ngroup = \"a\"\n", ""},
		{"vars.nomad", "datacenters = [\"dc1\"]\n", ""},
		{"packs/x/templates/x.nomad.tpl", "job [[ template \"name\" . ]] {\n", "pack packs/x"},
		{"templates/x.nomad.tpl", "job \"x\" {\n", "pack ."},
		{"x.nomad.tpl", "job \"x\" {\n", "pack ."},
		{"packs/x/templates/_helpers.tpl", "job \"x\" {\n", ""},
		{"packs/x/variables.hcl", "variable \"x\" {}\n", "pack packs/x"},
		{"terragrunt.hcl", job, ""},
		{"policies/a.hcl", "namespace \"*\" {\n  policy = \"read\"\n}\n", "policies/a.hcl"},
		{"policies/consul.hcl", "node_prefix \"\" {\n  policy = \"read\"\n}\nagent \"a\" {\n  policy = \"read\"\n}\n", ""},
		{"policies/consul.hcl", "namespace \"a\" {\n  acl = \"write\"\n  service_prefix \"\" {\n    policy = \"read\"\n  }\n}\n", ""},
		{"server.hcl", "data_dir = \"/opt/nomad\"\nserver {\n  enabled = true\n}\n", "server.hcl"},
		{"consul.hcl", "data_dir = \"/opt/consul\"\nserver = true\nacl {\n  enabled = false\n}\n", ""},
	} {
		if got, ok := claims(c.path, []byte(c.text)); ok != (c.want != "") || ok && got != c.want {
			t.Errorf("%s %q: %q %v, want %q", c.path, c.text, got, ok, c.want)
		}
	}
}

// TestTemplates: what a template's actions leave of a job is read, and where
// nothing can be made of it there is one notice.
func TestTemplates(t *testing.T) {
	for _, c := range []struct {
		name, in string
		tasks    int
		notice   bool
	}{
		{"values", "job [[ template \"name\" . ]] {\n group \"g\" {\n count = [[ var \"n\" . ]]\n task \"t\" { driver = \"[[ var \"d\" . ]]\" }\n }\n}\n", 1, false},
		{"statements", "job \"j\" {\n [[ template \"region\" . ]]\n group \"g\" {\n [[- if var \"x\" . ]]\n task \"t\" {\n }\n [[- end ]]\n }\n}\n", 1, false},
		{"loop", "job \"j\" {\n group \"g\" {\n task \"t\" {\n tags = [ [[ range $i, $t := var \"t\" . ]][[if $i]],[[end]][[ $t | quote ]][[ end ]] ]\n }\n }\n}\n", 1, false},
		{"names", "job \"j\" {\n group \"g\" {\n task \"t\" {\n env {\n [[ range $k, $v := var \"e\" . ]]\n [[ $k ]] = [[ $v | quote ]]\n [[ end ]]\n }\n }\n }\n}\n", 1, false},
		{"branches", "job \"j\" {\n group \"g\" {\n count = [[ if var \"a\" . ]]1[[ else ]]2[[ end ]]\n task \"t\" {\n [[ if var \"a\" . ]]\n driver = \"docker\"\n [[ else ]]\n driver = \"exec\"\n [[ end ]]\n }\n }\n}\n", 1, false},
		{"conditions", "job \"j\" {\n group \"g\" {\n task \"t\" {\n [[ if var \"a\" . ]]\n driver = \"docker\"\n [[ end ]]\n [[ if var \"b\" . ]]\n driver = \"exec\"\n [[ end ]]\n }\n }\n}\n", 1, false},
		{"comment", "job \"j\" {\n [[/* ]] not here */]]\n group \"g\" {\n task \"t\" {}\n }\n}\n", 1, false},
		{"text", "job \"j\" {\n group \"g\" {\n task \"[[ \"]]\" ]]\" {}\n }\n}\n", 1, false},
		{"open", "job \"j\" {\n group \"g\" {\n count = [[ var \"n\"\n task \"t\" {}\n }\n}\n", 0, true},
		{"broken", "job \"j\" {\n group \"g\" = [[ var \"n\" . ]] {\n}\n", 0, true},
	} {
		f := nhi.NewFile("x.nomad.tpl", []byte(c.in))
		facts := nhitest.Run(t, Analyzer, &nhi.Unit{Key: "pack .", Files: []*nhi.File{f}, Tree: nhitest.Tree{f.Path: f}})
		if len(facts.Agents) != c.tasks || (len(facts.Notices) == 1) != c.notice || len(facts.Notices) > 1 {
			t.Errorf("%s: %d tasks, notices %v", c.name, len(facts.Agents), facts.Notices)
		}
		nhitest.Check(t, facts)
	}
}

func FuzzRun(f *testing.F) { fuzz(f, "jobs", "x.nomad") }

func FuzzTemplate(f *testing.F) { fuzz(f, "pack", "x.nomad.tpl") }

func FuzzJSON(f *testing.F) { fuzz(f, "api", "x.json") }

// fuzz starts from the files of a folder of testdata.
func fuzz(f *testing.F, dir, name string) {
	f.Helper()
	err := filepath.WalkDir(filepath.Join("testdata", dir), func(p string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() || strings.HasSuffix(p, ".txt") {
			return err
		}
		text, err := os.ReadFile(p)
		f.Add(text)
		return err
	})
	if err != nil {
		f.Fatal(err)
	}
	nhitest.Fuzz(f, Analyzer, name)
}
