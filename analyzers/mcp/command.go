package mcp

import (
	"path"
	"strings"

	"github.com/nhivet/nhivet/internal/creds"
)

// launch is what a command line starts.
type launch struct {
	runner string
	// pkg is what the runner fetches, as written; args are the words that the
	// server itself gets.
	pkg  word
	spec spec
	args []word
	// env are NAME=VALUE pairs that the line sets, envNames the variables that it
	// hands on, mounts what a container sees of the host.
	env      []word
	envNames []word
	mounts   []mount
	// broker is the secret manager that wraps the command, flags the runner's own
	// flags and the wrappers' words.
	broker string
	flags  []word
}

// runner is a program that fetches what it starts.
type runner struct {
	command string
	// verb is the subcommand that fetches; several words where there are several.
	verb string
	// valued flags take the next word; of a runner with switches, every flag but
	// those does.
	valued, switches string
	// from flags take the package.
	from  string
	parse func(string) spec
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
var runners = []runner{
	{command: "npx", valued: npxValued, from: " -p --package ", parse: npmSpec},
	{command: "pnpx", valued: npxValued, from: " -p --package ", parse: npmSpec},
	{command: "bunx", valued: npxValued, from: " -p --package ", parse: npmSpec},
	{command: "npm", verb: "exec", valued: npxValued, from: " -p --package ", parse: npmSpec},
	{command: "npm", verb: "x", valued: npxValued, from: " -p --package ", parse: npmSpec},
	{command: "pnpm", verb: "dlx", valued: npxValued, from: " -p --package ", parse: npmSpec},
	{command: "yarn", verb: "dlx", valued: npxValued, from: " -p --package ", parse: npmSpec},
	{command: "bun", verb: "x", valued: npxValued, from: " -p --package ", parse: npmSpec},
	{command: "uvx", valued: uvxValued, from: " --from ", parse: pypiSpec},
	{command: "uv", verb: "tool run", valued: uvxValued, from: " --from ", parse: pypiSpec},
	{command: "pipx", verb: "run", valued: " --spec --python -i --index-url --pip-args ", from: " --spec ", parse: pypiSpec},
	{command: "go", verb: "run", valued: goValued, parse: goSpec},
	{command: "deno", verb: "run", valued: " -c --config --import-map --lock --cert --location --seed ", parse: denoSpec},
	{command: "dnx", valued: " --version --source --add-source --configfile --framework ", parse: npmSpec},
	{command: "docker", verb: "run", switches: containerSwitches, parse: imageSpec},
	{command: "docker", verb: "container run", switches: containerSwitches, parse: imageSpec},
	{command: "podman", verb: "run", switches: containerSwitches, parse: imageSpec},
	{command: "nerdctl", verb: "run", switches: containerSwitches, parse: imageSpec},
	{command: "finch", verb: "run", switches: containerSwitches, parse: imageSpec},
	{command: "docker", verb: "exec", switches: containerSwitches},
	{command: "podman", verb: "exec", switches: containerSwitches},
}

// brokers put secrets into the environment of the command behind "--".
var brokers = map[string]bool{
	"op": true, "doppler": true, "infisical": true, "aws-vault": true, "dotenvx": true, "dotenv": true,
	"mise": true, "chamber": true, "teller": true, "varlock": true, "thv": true,
}

// shells run the text after a -c flag.
var shells = map[string]bool{"sh": true, "bash": true, "zsh": true, "dash": true, "fish": true}

// maxWrappers bounds how many programs may wrap the one that counts.
const maxWrappers = 4

// parseCommand reads a command line.
func parseCommand(words []word) launch {
	var l launch
	for range maxWrappers {
		inner, ok := l.unwrap(words)
		if !ok {
			break
		}
		words = inner
	}
	if len(words) == 0 {
		return l
	}
	l.runner = program(words[0].text)
	for i := range runners {
		if rest, ok := runners[i].starts(l.runner, words[1:]); ok {
			l.flagged(&runners[i], rest)
			return l
		}
	}
	l.args = words[1:]
	return l
}

// unwrap takes one wrapper off a command line: assignments, env, sudo, a shell,
// a secret manager.
func (l *launch) unwrap(words []word) ([]word, bool) {
	if len(words) < 2 {
		return nil, false
	}
	if name, _, ok := words[0].pair("="); ok && upperName(name.text) == len(name.text) && name.text != "" {
		l.env = append(l.env, words[0])
		return words[1:], true
	}
	switch name := program(words[0].text); {
	case name == "env" || name == "sudo" || name == "exec" || name == "command" || name == "wsl":
		return words[1:], !strings.HasPrefix(words[1].text, "-")
	case name == "cmd" && strings.EqualFold(words[1].text, "/c"):
		return words[2:], true
	case shells[name]:
		for i, w := range words[1:] {
			if !strings.HasPrefix(w.text, "-") {
				break
			}
			if strings.HasSuffix(w.text, "c") && i+2 < len(words) {
				return words[i+2].shell(), true
			}
		}
	case brokers[name]:
		for i, w := range words {
			if w.text == "--" {
				l.broker = name
				l.flags = append(l.flags, words[1:i]...)
				return words[i+1:], true
			}
		}
	}
	return nil, false
}

// program is the name of a program without its folder and Windows ending.
func program(text string) string {
	name := path.Base(strings.ReplaceAll(text, `\`, "/"))
	name = strings.ToLower(name)
	for _, end := range [...]string{".exe", ".cmd", ".bat"} {
		name = strings.TrimSuffix(name, end)
	}
	return name
}

// starts says whether a command line is this runner's, and gives what follows
// its verb.
func (r *runner) starts(name string, words []word) ([]word, bool) {
	if name != r.command {
		return nil, false
	}
	for _, verb := range strings.Fields(r.verb) {
		if len(words) == 0 || words[0].text != verb {
			return nil, false
		}
		words = words[1:]
	}
	return words, true
}

// takes says whether a flag takes the next word.
func (r *runner) takes(flag string) bool {
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

// flagged reads a runner's own flags up to the package, and leaves the rest to
// the server.
func (l *launch) flagged(r *runner, words []word) {
	var from word
	i := 0
	for ; i < len(words); i++ {
		w := words[i]
		if w.text == "--" {
			i++
			break
		}
		if len(w.text) < 2 || w.text[0] != '-' {
			break
		}
		flag, value, inline := w.pair("=")
		if !inline && r.takes(w.text) {
			if i++; i >= len(words) {
				break
			}
			value = words[i]
			l.flags = append(l.flags, w, value)
		} else {
			l.flags = append(l.flags, w)
		}
		if r.from != "" && strings.Contains(r.from, " "+flag.text+" ") && from.text == "" {
			from = value
		}
		if r.command == "dnx" && flag.text == "--version" {
			l.spec.version = value.text
		}
		if r.switches != "" {
			l.container(flag.text, value, w, inline)
		}
	}
	if r.parse == nil {
		l.args = words[min(i, len(words)):]
		return
	}
	l.pkg = from
	if from.text == "" && i < len(words) {
		l.pkg = words[i]
	}
	if i < len(words) {
		l.args = words[i+1:]
	}
	if _, secret := creds.Identify(l.pkg.text); secret || l.pkg.text == "" {
		l.pkg = word{} // a secret where a package should be is not repeated
		return
	}
	version := l.spec.version
	l.spec = r.parse(l.pkg.text)
	if version != "" {
		l.spec = npmSpec(l.spec.name + "@" + version)
	}
	if refs, _ := references(l.pkg); len(refs) > 0 {
		l.spec.pinned = nil
	}
}
