package docker

import (
	"slices"
	"strings"

	"github.com/nhivet/nhivet/internal/nhi"
)

// BakedKey is the credential that a Dockerfile builds into an image, by the name
// of the build argument or the file.
func BakedKey(path, name string) string { return nhi.Key("image-credential", path, name) }

// Baked are the keys of the credentials that a container of a stage has in its
// image. literal gives the key of a value that is written out, or nothing.
func Baked(path string, s *Stage, literal func(name, value string, at nhi.Span) string) []string {
	var out []string
	for _, up := range s.Chain() {
		for _, i := range up.Instructions {
			switch i.Name {
			case "ENV", "ARG":
				for _, p := range i.Pairs() {
					switch {
					case !p.Set:
						out = append(out, BakedKey(path, p.Name))
					case p.Literal && i.Name == "ENV":
						if key := literal(p.Name, p.Value, p.At); key != "" {
							out = append(out, key)
						}
					}
				}
			case "COPY", "ADD":
				if i.Elsewhere() {
					continue
				}
				for _, w := range i.Words() {
					out = append(out, BakedKey(path, w.Text))
				}
			}
		}
	}
	return out
}

// Elsewhere says whether COPY takes files from another stage or image.
func (i *Instruction) Elsewhere() bool {
	return slices.ContainsFunc(i.Flags, func(w Word) bool { return strings.HasPrefix(w.Text, "--from=") })
}
