package dockerfile

import (
	"path"
	"strings"

	"github.com/nhivet/nhivet/internal/creds"
	"github.com/nhivet/nhivet/internal/docker"
	"github.com/nhivet/nhivet/internal/envfile"
	"github.com/nhivet/nhivet/internal/nhi"
)

// argSource says why a build argument is no place for a secret.
const argSource = "Docker build checks, SecretsUsedInArgOrEnv: build arguments and variables stay in the image"

// arguments reads the build arguments of a stage that is shipped: what one is
// given stands in the image's history. One that nothing uses may be there for
// another image, and one with a default has no secret.
func (r *reader) arguments(s *docker.Stage) {
	for n, i := range s.Instructions {
		if i.Name != "ARG" {
			continue
		}
		for _, p := range i.Pairs() {
			if p.Set && p.Value != "" || !uses(s.Instructions[n+1:], p.Name) {
				continue
			}
			c := creds.Describe(p.Name)
			if c == nil {
				continue
			}
			c.Key, c.Origin, c.Store, c.At = docker.BakedKey(r.file.Path, p.Name), nhi.FromEnv, inImage, p.NameAt
			c.Alternative = "" // nothing issues a build its tokens
			c.Attributes = map[string]string{"built_in": "as a build argument", "source": argSource}
			r.add(c)
		}
	}
}

// uses says whether instructions name a variable: $NAME, ${NAME…}.
func uses(list []*docker.Instruction, name string) bool {
	named := func(text string) bool {
		for from := 0; ; {
			at := strings.Index(text[from:], name)
			if at < 0 {
				return false
			}
			at += from
			from = at + len(name)
			after := byte(0)
			if from < len(text) {
				after = text[from]
			}
			if before := text[:at]; (strings.HasSuffix(before, "$") || strings.HasSuffix(before, "${")) && !nameByte(after) {
				return true
			}
		}
	}
	for _, i := range list {
		if mounts(i, name) {
			continue
		}
		if named(i.Args) {
			return true
		}
		for _, h := range i.Heredocs {
			if i.Name == "RUN" && named(h.Text) {
				return true
			}
		}
	}
	return false
}

// mounts says whether an instruction has a secret of that name mounted for it
// alone, as a variable or as a file.
func mounts(i *docker.Instruction, name string) bool {
	for _, f := range i.Flags {
		if strings.HasPrefix(f.Text, "--mount=") && strings.Contains(f.Text, "type=secret") && strings.Contains(strings.ToUpper(f.Text), "="+strings.ToUpper(name)) {
			return true
		}
	}
	return false
}

func nameByte(c byte) bool {
	return c == '_' || 'A' <= c && c <= 'Z' || 'a' <= c && c <= 'z' || '0' <= c && c <= '9'
}

// kept is a file that holds a credential, whoever's it is.
type kept struct {
	kind, title, vendor string
	human               bool
}

// keptNames are files by their last elements, and keptFolders folders, in the
// programs' own documentation. A name that other things have as well (.npmrc,
// credentials.json, a certificate) is none.
var (
	keptNames = map[string]kept{
		".env":                                 {"env-file", "environment file", "", false},
		"id_rsa":                               {"ssh-private-key", "SSH private key", "", true},
		"id_dsa":                               {"ssh-private-key", "SSH private key", "", true},
		"id_ecdsa":                             {"ssh-private-key", "SSH private key", "", true},
		"id_ed25519":                           {"ssh-private-key", "SSH private key", "", true},
		".git-credentials":                     {"git-credentials", "git's stored passwords", "", true},
		".netrc":                               {"netrc", "passwords for remote hosts", "", true},
		".pypirc":                              {"pypirc", "package index token", "PyPI", true},
		"application_default_credentials.json": {"google-user-credentials", "Google sign-in", "Google", true},
		".aws/credentials":                     {"aws-access-key", "AWS access keys", "AWS", true},
		".docker/config.json":                  {"docker-config", "registry sign-in", "Docker", true},
		".kube/config":                         {"kubeconfig", "cluster access", "", true},
	}
	keptFolders = map[string]kept{
		".ssh": {"ssh-private-key", "SSH keys", "", true},
		".aws": {"aws-access-key", "AWS access keys", "AWS", true},
	}
)

// copies reads the files of credentials that are copied into a stage that is
// shipped.
func (r *reader) copies(s *docker.Stage) {
	for _, i := range s.Instructions {
		if i.Name != "COPY" && i.Name != "ADD" || i.Elsewhere() {
			continue
		}
		words, exec := i.Exec()
		if !exec {
			words = i.Words()
			for n := range words {
				words[n].At = i.Place(words[n].Start, words[n].End)
			}
		}
		if len(words) < 2 {
			continue
		}
		for _, w := range words[:len(words)-1] {
			k, ok := holds(w.Text)
			if !ok || !w.Literal || k.kind == "env-file" && !r.telling(w.Text) {
				continue
			}
			c := &nhi.Credential{Key: docker.BakedKey(r.file.Path, w.Text), Kind: k.kind, Title: k.title, Vendor: k.vendor, Name: w.Text,
				Origin: nhi.FromFile, Store: inImage, Static: true, Confidence: copied, At: w.At, Attributes: map[string]string{"built_in": "with its file"}}
			r.add(c)
		}
	}
}

// copied is the confidence that a file of such a name holds a credential.
const copied = 80

func holds(source string) (kept, bool) {
	p := path.Clean(strings.ReplaceAll(source, `\`, "/"))
	base := path.Base(p)
	if k, ok := keptNames[base]; ok {
		return k, true
	}
	if k, ok := keptNames[path.Join(path.Base(path.Dir(p)), base)]; ok {
		return k, true
	}
	if strings.HasSuffix(base, ".env") {
		return keptNames[".env"], true
	}
	k, ok := keptFolders[base]
	return k, ok
}

// telling says whether an environment file holds a secret: one of its names
// promises one that has a value. Where the file is not in the tree, a .env is
// taken for one that does, and a file of another name (agents.env) is not.
func (r *reader) telling(source string) bool {
	assumed := path.Base(source) == ".env"
	if r.tree == nil {
		return assumed
	}
	name := path.Join(path.Dir(r.file.Path), source)
	if strings.HasPrefix(name, "../") {
		return assumed
	}
	f, err := r.tree.Read(name)
	if err != nil {
		return assumed
	}
	for _, p := range envfile.Parse(f) {
		if p.Value.IsLiteral() && creds.Judge(p.Name, p.Value.Text, p.Value.Span) != nil {
			return true
		}
	}
	return false
}
