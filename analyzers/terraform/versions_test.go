package terraform

import (
	"strings"
	"testing"

	"github.com/nhivet/nhivet/internal/nhi"
	"github.com/nhivet/nhivet/internal/nhitest"
)

func TestConstraint(t *testing.T) {
	for _, c := range []struct {
		text    string
		in, out string // versions that it admits, and that it does not
	}{
		{"2.1.3", "2.1.3", "2.1.4"},
		{"= 2.1", "2.1.0", "2.1.1"},
		{">= 2", "2.0.0 99.0.0", "1.9.9"},
		{"> 2.0", "2.0.1", "2.0.0"},
		{"< 2.0.0", "1.9.9", "2.0.0"},
		{"<= 2.0.0", "2.0.0", "2.0.1"},
		{"~> 2", "2.0.0 3.1.0", "1.0.0"},
		{"~> 2.3", "2.3.0 2.9.9", "2.2.9 3.0.0"},
		{"~> 2.3.4", "2.3.4 2.3.9", "2.3.3 2.4.0"},
		{">= 1.0, < 3.0, != 2.1.0", "1.0.0 2.9.0", "0.9.0 3.0.0"},
		{">= 2.0.0-beta1", "2.0.0", "1.9.9"},
		{"> 3.0, < 2.0", "", ""},
		{"", "", ""},
		{"latest", "", ""},
		{"=> 2.0", "", ""},
		{"~> 1.2.3.4", "", ""},
		{">= 99999999999999999999", "", ""},
	} {
		v, ok := constraint(c.text)
		if ok != (c.in != "") {
			t.Errorf("%q: %v, %v", c.text, v, ok)
		}
		for _, list := range []struct {
			text string
			want bool
		}{{c.in, true}, {c.out, false}} {
			for _, s := range strings.Fields(list.text) {
				one, _, _ := readVersion(s)
				if got := !v.and(versions{one, one.after(3)}).empty(); got != list.want {
					t.Errorf("%q admits %s: %v", c.text, s, got)
				}
			}
		}
	}
}

// TestDefaults: for every version of a provider there is one row, and what it
// says of a life has a source.
func TestDefaults(t *testing.T) {
	for key, rows := range defaults {
		at := version{}
		for _, d := range rows {
			v := d.versions()
			if v.from != at || v.empty() {
				t.Errorf("%v: a row from %v, want from %v", key, v.from, at)
			}
			at = v.to
			if (d.seconds != 0 || d.value != "") == (d.source == "") {
				t.Errorf("%v: a default without a source, or a source of nothing", key)
			}
		}
		if at != anyVersion.to {
			t.Errorf("%v: the rows end at %v", key, at)
		}
		if credentialRows[key[0]] == nil && rows[0].value == "" {
			t.Errorf("%v: no such credential", key)
		}
	}
}

// TestFallback: the version that runs decides what the absence of an argument
// means, and nothing is said where it may be on either side of a change.
func TestFallback(t *testing.T) {
	const token = "resource \"gitlab_group_access_token\" \"t\" {\n  group = \"a\"\n  name = \"t\"\n  scopes = [\"read_api\"]\n}\n"
	for _, c := range []struct{ name, constraint, lock, want string }{
		{"before", `"~> 15.0"`, "", "never"},
		{"after", `"~> 17.0"`, "", ""},
		{"both sides", `">= 15.0"`, "", ""},
		{"the lock file decides", `">= 15.0"`, "15.11.0", "never"},
		{"the lock file decides", `">= 15.0"`, "17.2.0", ""},
		{"none: the newest", "", "", ""},
		{"not readable", `"newest"`, "", ""},
		{"not known", "var.v", "", ""},
		{"none fits", `"> 3, < 2"`, "", ""},
	} {
		text := token
		if c.constraint != "" {
			text += "terraform {\n  required_providers {\n    gitlab = {\n      source = \"gitlabhq/gitlab\"\n      version = " + c.constraint + "\n    }\n  }\n}\n"
		}
		files := nhitest.Tree{"m/main.tf": nhi.NewFile("m/main.tf", []byte(text))}
		if c.lock != "" {
			files["m/.terraform.lock.hcl"] = nhi.NewFile("m/.terraform.lock.hcl", []byte("provider \"registry.terraform.io/gitlabhq/gitlab\" {\n  version = \""+c.lock+"\"\n}\n"))
		}
		u := &nhi.Unit{Key: "m", Tree: files, Files: []*nhi.File{files["m/main.tf"]}}
		f, err := run(t.Context(), u)
		if err != nil {
			t.Fatal(err)
		}
		got := ""
		for _, cr := range f.Credentials {
			if cr.Kind == "gitlab-token" && cr.Lifetime.Never {
				got = "never"
			}
		}
		if got != c.want {
			t.Errorf("%s, %s: %q, want %q", c.constraint, c.lock, got, c.want)
		}
	}
}

// TestOldSyntax reads versions where they stood before Terraform 0.13.
func TestOldSyntax(t *testing.T) {
	for name, text := range map[string]string{
		"main.tf":      "provider \"azuread\" {\n  version = \"~> 1.4\"\n}\nterraform {\n  required_providers {\n    vault = \">= 2.0\"\n  }\n}\n",
		"main.tf.json": `{"terraform": {"required_providers": {"azuread": {"source": "hashicorp/azuread", "version": "~> 1.4"}, "vault": ">= 2.0"}}}`,
	} {
		v := alone(map[string]string{"m/" + name: text}).providerVersions()
		if v["azuread"] != (versions{version{1, 4}, version{2}}) || v["vault"].from != (version{2}) {
			t.Errorf("%s: %v", name, v)
		}
	}
}
