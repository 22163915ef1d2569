package docker

import (
	"path"
	"slices"
	"strconv"
	"strings"
)

// Stage is what one FROM begins.
type Stage struct {
	// Name is in lower case, empty when it has none; Base is the image, or the
	// stage From.
	Name, Base   string
	From         *Stage
	Instructions []*Instruction
	// Shipped says that what the stage builds may be what somebody runs: no other
	// stage takes mere files from it.
	Shipped bool
}

// stages groups the instructions. What stands before the first FROM belongs to
// no stage.
func (f *File) stages() {
	byName := map[string]*Stage{}
	find := func(ref string) *Stage {
		if s := byName[strings.ToLower(ref)]; s != nil {
			return s
		}
		if n, err := strconv.Atoi(ref); err == nil && n >= 0 && n < len(f.Stages) {
			return f.Stages[n]
		}
		return nil
	}
	var now *Stage
	used, taken := map[*Stage]bool{}, map[*Stage]bool{}
	for _, i := range f.Instructions {
		if i.Name == "FROM" {
			words := i.Words()
			s := &Stage{}
			if len(words) > 0 {
				s.Base = words[0].Text
				s.From = byName[strings.ToLower(s.Base)]
			}
			if len(words) > 2 && strings.EqualFold(words[1].Text, "as") {
				s.Name = strings.ToLower(words[2].Text)
			}
			used[s.From] = true
			f.Stages = append(f.Stages, s)
			if s.Name != "" {
				byName[s.Name] = s
			}
			now = s
			continue
		}
		if now == nil {
			continue
		}
		now.Instructions = append(now.Instructions, i)
		for _, flag := range i.Flags {
			if ref, ok := strings.CutPrefix(flag.Text, "--from="); ok {
				taken[find(ref)] = true
			}
			if _, options, ok := strings.Cut(flag.Text, "--mount="); ok {
				for _, o := range strings.Split(options, ",") {
					if ref, ok := strings.CutPrefix(o, "from="); ok {
						taken[find(ref)] = true
					}
				}
			}
		}
	}
	for n, s := range f.Stages {
		if n == len(f.Stages)-1 || !used[s] && !taken[s] {
			for up := s; up != nil && !up.Shipped; up = up.From {
				up.Shipped = true
			}
		}
	}
}

// Target is the stage that a build makes: the named one, or the last. nil when
// there is none.
func (f *File) Target(name string) *Stage {
	if name == "" && len(f.Stages) > 0 {
		return f.Stages[len(f.Stages)-1]
	}
	for _, s := range f.Stages {
		if s.Name != "" && strings.EqualFold(s.Name, name) {
			return s
		}
	}
	return nil
}

// maxChain is how many stages a stage is followed through; people write a few.
const maxChain = 64

// Chain are a stage and those it is built from, the first ancestor first.
func (s *Stage) Chain() []*Stage {
	var out []*Stage
	for up := s; up != nil && len(out) < maxChain; up = up.From {
		out = append(out, up)
	}
	slices.Reverse(out)
	return out
}

// Env are the variables that a container of the stage starts with.
func (s *Stage) Env() []Pair {
	var out []Pair
	for _, up := range s.Chain() {
		for _, i := range up.Instructions {
			if i.Name == "ENV" {
				out = append(out, i.Pairs()...)
			}
		}
	}
	return out
}

// Start are the instructions that say what a container of the stage runs; nil
// when it says nothing. An ENTRYPOINT takes back the CMD of the images before.
func (s *Stage) Start() (entrypoint, cmd *Instruction) {
	for _, up := range s.Chain() {
		inherited := true
		for _, i := range up.Instructions {
			switch i.Name {
			case "CMD":
				cmd, inherited = i, false
			case "ENTRYPOINT":
				if entrypoint = i; inherited {
					cmd = nil
				}
			}
		}
	}
	return entrypoint, cmd
}

// Code is the folder of the Go program that the stage, or one that it takes files
// from, builds, relative to the build context; empty when it builds none, or
// several.
func (f *File) Code() string {
	found := ""
	for _, s := range f.Stages {
		for _, i := range s.Instructions {
			if i.Name != "RUN" {
				continue
			}
			words := i.Words()
			for n := 0; n+1 < len(words); n++ {
				if words[n].Text != "go" || words[n+1].Text != "build" && words[n+1].Text != "install" {
					continue
				}
				dir := mainOf(words[n+2:])
				if dir == "" || found != "" && found != dir {
					return ""
				}
				found = dir
			}
		}
	}
	return found
}

// mainOf is the package of the arguments of go build.
func mainOf(words []Word) string {
	dir := "."
	for n := 0; n < len(words); n++ {
		switch text := words[n].Text; {
		case text == "&&" || text == ";" || text == "||" || text == "|":
			return dir
		case strings.HasSuffix(text, ";"):
			return dir
		case text == "-o" || text == "-ldflags" || text == "-tags" || text == "-gcflags" || text == "-mod" || text == "-p":
			n++
		case strings.HasPrefix(text, "./") && words[n].Literal && !strings.Contains(text, "..."):
			dir = path.Clean(text)
		case strings.HasPrefix(text, "-"), text == ".":
		default:
			return "" // a module's path, a list of files, a variable
		}
	}
	return dir
}

// Runs names what a container of a stage runs, the same for all readers of a file.
func Runs(path, target string) string {
	if target == "" {
		return path
	}
	return path + "#" + strings.ToLower(target)
}
