package secrets

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/nhivet/nhivet/internal/nhi"
)

// Every login of a client's file is found once, with its line, kind and name; the
// references and the logins of this machine are not.
func TestLogins(t *testing.T) {
	want := map[string]string{
		".netrc":                               "4 password git.corp.io",
		".npmrc":                               "2 npm-token _authToken, 4 password _password, 5 basic-auth _auth",
		".pypirc":                              "8 pypi-token password, 13 password password",
		"kubeconfig.yaml":                      "13 token token, 17 password password",
		".docker/config.json":                  "3 basic-auth, 4 docker-token",
		".aws/credentials":                     "3 aws-access-key, 7 aws-session-key",
		"application_default_credentials.json": "3 google-user-credentials",
		"federated.json":                       "",
	}
	for name, lines := range want {
		text, err := os.ReadFile(filepath.Join("testdata/logins", name))
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		seen := map[int]bool{}
		list := facts(t, "home/"+name, string(text)).Credentials
		// what names it comes first
		slices.SortStableFunc(list, func(a, b *nhi.Credential) int {
			if n := a.At.Position().Line - b.At.Position().Line; n != 0 {
				return n
			}
			return strings.Compare(b.Name, a.Name)
		})
		for _, c := range list {
			line := c.At.Position().Line
			if seen[line] {
				continue
			}
			seen[line] = true
			got = append(got, strings.TrimSpace(fmt.Sprintf("%d %s %s", line, c.Kind, c.Name)))
		}
		if s := strings.Join(got, ", "); s != lines {
			t.Errorf("%s: %q, want %q", name, s, lines)
		}
	}
}

func FuzzFiles(f *testing.F) {
	for _, name := range []string{".netrc", ".npmrc", ".pypirc", "kubeconfig.yaml"} {
		text, err := os.ReadFile(filepath.Join("testdata/logins", name))
		if err != nil {
			f.Fatal(err)
		}
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		for _, name := range []string{".netrc", ".npmrc", ".pypirc", "config"} {
			file := nhi.NewFile(name, text)
			for _, c := range logins(file) {
				if !c.At.Valid() || c.Secret.Empty() {
					t.Fatal("a credential that is not whole")
				}
			}
		}
	})
}

func FuzzAllow(f *testing.F) {
	f.Add([]byte("[allowlist]\npaths = ['^a/']\nstopwords = ['x']\n[[rules]]\n[rules.allowlist]\n"))
	f.Add([]byte("allowlist = 3\nrules = 'x'"))
	f.Fuzz(func(t *testing.T, text []byte) {
		file := nhi.NewFile(AllowFile, text)
		a, _ := ReadAllow(file)
		a.Allows("a/b", file.At(0, len(text)))
	})
}
