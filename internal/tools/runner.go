package tools

import (
	"path"
	"slices"
	"strings"
)

// Runner is a program that fetches what it starts.
type Runner struct {
	// Command is its name.
	Command string
	// verb is the subcommand that fetches; several words where there are several.
	verb string
	// valued flags take the next word; of a runner with switches, every flag but
	// those does.
	valued, switches string
	// from flags take the package.
	from string
	// Parse reads what is fetched; nil where nothing is.
	Parse func(string) Spec
}

const npxValued = " -p --package -c --call --registry --cache --node-options --userconfig -w --workspace --loglevel --prefix --version "

const uvxValued = " --from --with -w -p --python --index --index-url -i --default-index --extra-index-url -f --find-links" +
	" --directory --project --env-file --with-editable --with-requirements --cache-dir --config-file --python-platform" +
	" -P --upgrade-package --refresh-package --reinstall-package --resolution --prerelease --exclude-newer --link-mode" +
	" -c --constraints -b --build-constraints --overrides --color --index-strategy --keyring-provider" +
	" --allow-insecure-host -C --config-setting --no-build-package --no-binary-package "

const goValued = " -C -mod -modfile -tags -ldflags -gcflags -asmflags -exec -p -overlay -pkgdir -toolexec -buildmode -o -pgo "

// containerSwitches are the flags of "docker run" and "docker exec" without a
// value; all others have one.
const containerSwitches = " -d --detach -i --interactive -t --tty --rm --init --privileged -P --publish-all --read-only" +
	" --no-healthcheck --oom-kill-disable --sig-proxy --disable-content-trust -q --quiet --use-api-socket --replace --tls-verify "

// runners are the programs whose argument is a package or an image.
var runners = []Runner{
	{Command: "npx", valued: npxValued, from: " -p --package ", Parse: NPM},
	{Command: "pnpx", valued: npxValued, from: " -p --package ", Parse: NPM},
	{Command: "bunx", valued: npxValued, from: " -p --package ", Parse: NPM},
	{Command: "npm", verb: "exec", valued: npxValued, from: " -p --package ", Parse: NPM},
	{Command: "npm", verb: "x", valued: npxValued, from: " -p --package ", Parse: NPM},
	{Command: "pnpm", verb: "dlx", valued: npxValued, from: " -p --package ", Parse: NPM},
	{Command: "yarn", verb: "dlx", valued: npxValued, from: " -p --package ", Parse: NPM},
	{Command: "bun", verb: "x", valued: npxValued, from: " -p --package ", Parse: NPM},
	{Command: "uvx", valued: uvxValued, from: " --from ", Parse: PyPI},
	{Command: "uv", verb: "tool run", valued: uvxValued, from: " --from ", Parse: PyPI},
	{Command: "pipx", verb: "run", valued: " --spec --python -i --index-url --pip-args ", from: " --spec ", Parse: PyPI},
	{Command: "go", verb: "run", valued: goValued, Parse: Go},
	{Command: "deno", verb: "run", valued: " -c --config --import-map --lock --cert --location --seed ", Parse: Deno},
	{Command: "dnx", valued: " --version --source --add-source --configfile --framework ", Parse: NPM},
	{Command: "docker", verb: "run", switches: containerSwitches, Parse: Image},
	{Command: "docker", verb: "container run", switches: containerSwitches, Parse: Image},
	{Command: "podman", verb: "run", switches: containerSwitches, Parse: Image},
	{Command: "nerdctl", verb: "run", switches: containerSwitches, Parse: Image},
	{Command: "finch", verb: "run", switches: containerSwitches, Parse: Image},
	{Command: "docker", verb: "exec", switches: containerSwitches},
	{Command: "podman", verb: "exec", switches: containerSwitches},
}

// RunnerOf finds the runner that a command line starts, and how many words its
// name and its verb take; nil when it starts none.
func RunnerOf(words []string) (*Runner, int) {
	if len(words) == 0 {
		return nil, 0
	}
	name := Program(words[0])
	for i := range runners {
		if r := &runners[i]; r.Command == name {
			if n, ok := r.verbs(words[1:]); ok {
				return r, 1 + n
			}
		}
	}
	return nil, 0
}

// verbs counts the words of the verb, when a command line has it.
func (r *Runner) verbs(words []string) (int, bool) {
	verb := strings.Fields(r.verb)
	return len(verb), len(words) >= len(verb) && slices.Equal(verb, words[:len(verb)])
}

// Container says whether it starts containers.
func (r *Runner) Container() bool { return r.switches != "" }

// From says whether a flag takes the package.
func (r *Runner) From(flag string) bool {
	return r.from != "" && strings.Contains(r.from, " "+flag+" ")
}

// Takes says whether a flag takes the next word.
func (r *Runner) Takes(flag string) bool {
	if r.switches == "" {
		return strings.Contains(r.valued, " "+flag+" ")
	}
	if strings.Contains(r.switches, " "+flag+" ") {
		return false
	}
	// -it is two switches, -ie a switch and a flag, -eNAME a flag with its value.
	if len(flag) > 2 && flag[1] != '-' {
		return len(strings.TrimLeft(flag[1:], "ditPq")) == 1
	}
	return true
}

// Fetches says whether a program of this name may fetch what it starts.
func Fetches(program string) bool {
	return slices.ContainsFunc(runners, func(r Runner) bool { return r.Command == program })
}

// Fetched reads what a command line fetches: the index of the word that says so,
// -1 when it fetches nothing, and where in that word the package begins.
func Fetched(words []string) (s Spec, at, start int) {
	r, n := RunnerOf(words)
	if r == nil || r.Parse == nil {
		return Spec{}, -1, 0
	}
	at = -1
	i := n
	for ; i < len(words); i++ {
		w := words[i]
		if w == "--" {
			i++
			break
		}
		if len(w) < 2 || w[0] != '-' {
			break
		}
		flag, value, inline := strings.Cut(w, "=")
		place, from := i, len(w)-len(value)
		if !inline && r.Takes(w) {
			if i++; i >= len(words) {
				break
			}
			value, place, from = words[i], i, 0
		}
		if r.From(flag) && at < 0 && value != "" {
			at, start = place, from
		}
	}
	if at < 0 && i < len(words) {
		at = i
	}
	if at < 0 {
		return Spec{}, -1, 0
	}
	return r.Parse(words[at][start:]), at, start
}

// Program is the name of a program without its folder and Windows ending.
func Program(text string) string {
	name := path.Base(strings.ReplaceAll(text, `\`, "/"))
	name = strings.ToLower(name)
	for _, end := range [...]string{".exe", ".cmd", ".bat"} {
		name = strings.TrimSuffix(name, end)
	}
	return name
}
