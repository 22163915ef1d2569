package pipelines

import (
	"sort"
	"strings"

	"github.com/nhivet/nhivet/internal/creds"
	"github.com/nhivet/nhivet/internal/jobs"
	"github.com/nhivet/nhivet/internal/nhi"
	"github.com/nhivet/nhivet/internal/shell"
)

type jenkinsfile struct {
	file   *nhi.File
	job    *jobs.Job
	events map[string]bool
	scope  string
}

// readJenkins reads one pipeline: it is one job, for its stages share workspace,
// environment and what they bind ("Pipeline Syntax", "Using a Jenkinsfile").
func readJenkins(f *nhi.File, facts *nhi.Facts) {
	statements := parse(lex(string(f.Bytes())))
	at := nhi.Span{}
	for _, s := range statements {
		if s.name == "pipeline" || s.name == "node" {
			at = f.At(s.start, s.end)
			break
		}
	}
	if !at.Valid() {
		at = f.LineSpan(1) // a library: steps without a pipeline around them
	}
	// Jenkins has ID tokens by a plugin alone, so nothing is said of federation.
	p := &jobs.Pipeline{Platform: jenkins, Path: f.Path, System: jenkins, Facts: facts, Reference: jenkinsReference, Predefined: jenkinsPredefined}
	j := &jenkinsfile{file: f, job: p.New(stem(f.Path), "pipeline", at), events: map[string]bool{}, scope: "environment"}
	j.walk(statements, "")
	var events []string
	for name := range j.events {
		events = append(events, name)
	}
	sort.Strings(events)
	j.job.Set("trigger_event", strings.Join(events, " "))
	if len(events) > 0 {
		j.job.ActsFor("self")
	}
	j.job.Done()
}

// walk reads statements; inside is the name of the block around them.
func (j *jenkinsfile) walk(list []statement, inside string) {
	for _, s := range list {
		switch {
		case s.assigned:
			j.assign(s, inside)
		case inside == "triggers":
			if event := triggers[s.name]; event != "" {
				j.events[event] = true
			}
		case commands[s.name]:
			j.command(s)
		case s.name == "withEnv":
			for _, t := range s.args {
				if name, value, ok := strings.Cut(t.text, "="); ok && t.kind == text && value != "" {
					at := j.file.At(t.start, t.end)
					j.job.Variable(j.scope, name, value, at)
				}
			}
		case s.name == "withCredentials" || s.name == "withVault":
			j.bind(s.args)
		case s.name == "withAWS":
			if t, ok := named(s.args, "credentials"); ok {
				j.secret("AWS_SECRET_ACCESS_KEY", t)
			}
		case s.name == "environment" || s.name == "environmentVariables":
			j.walk(s.block, "environment")
			continue
		}
		j.walk(s.block, s.name)
	}
}

// commands are the steps that hand a text to a shell.
var commands = map[string]bool{"sh": true, "bash": true, "bat": true, "powershell": true, "pwsh": true}

// triggers are the events behind the directives of a triggers block.
var triggers = map[string]string{
	"cron": "schedule", "parameterizedCron": "schedule", "pollSCM": "push", "githubPush": "push", "gitlab": "push", "bitbucketPush": "push",
	"upstream": "upstream", "GenericTrigger": "webhook", "issueCommentTrigger": "issue_comment",
}

// command reads the texts that a step gives to a shell: its argument, or the one
// called script.
func (j *jenkinsfile) command(s statement) {
	for i, t := range s.args {
		if t.kind != text {
			continue
		}
		if i > 1 && s.args[i-1].text == ":" && s.args[i-2].text != "script" {
			continue // label: '…', encoding: '…'
		}
		j.job.Script(t.node(j.file))
	}
}

// assign reads NAME = value: in an environment block the variables of the job,
// elsewhere those of the script.
func (j *jenkinsfile) assign(s statement, inside string) {
	name := strings.TrimPrefix(s.name, "env.")
	if len(s.args) >= 3 && s.args[0].kind == word && s.args[0].text == "credentials" {
		for _, t := range s.args[1:] {
			if t.kind == text {
				// A name and a password come as NAME_USR and NAME_PSW too.
				j.job.Given(name + "_USR")
				j.job.Given(name + "_PSW")
				j.secret(name, t)
				return
			}
		}
	}
	t, ok := first(s.args)
	if !ok || len(s.args) != 1 {
		j.job.Given(name)
		// X = sh(script: '…'), or a text that is put together.
		for i := range s.args {
			if s.args[i].kind == word && commands[s.args[i].text] {
				j.command(statement{name: s.args[i].text, args: trim(s.args[i+1:])})
				break
			}
		}
		return
	}
	at := j.file.At(t.start, t.end)
	if inside == "environment" || strings.HasPrefix(s.name, "env.") {
		j.job.Variable(j.scope, name, t.text, at)
		return
	}
	j.job.Given(name)
	if creds.Named(name).Secret() && !strings.Contains(t.text, "${") {
		j.job.Literal("script", name, "code", t.text, at)
	}
}

// bindings are the fields that name the variables of a binding, by what the
// binding is ("Credentials Binding Plugin"); known is the name under which the
// kind of secret is known where the variable's own name says nothing.
var bindings = []struct{ field, known string }{
	{"passwordVariable", ""}, {"secretKeyVariable", "AWS_SECRET_ACCESS_KEY"}, {"clientSecretVariable", "AZURE_CLIENT_SECRET"}, {"tokenVariable", ""}, {"variable", ""},
	{"keyFileVariable", ""},
}

// bind reads the list of withCredentials: kind(credentialsId: 'x', variable: 'Y'),
// or [$class: 'Kind', credentialsId: 'x', variable: 'Y'].
func (j *jenkinsfile) bind(args []token) {
	for i := 0; i+1 < len(args); i++ {
		open := args[i+1].text
		switch {
		case args[i].kind == word && args[i+1].kind == sign && open == "(":
			part := group(args[i+1:])
			j.binding(args[i].text, part)
			i += len(part)
		case args[i].kind == sign && args[i].text == "[" && open == "$" && i+4 < len(args) && args[i+2].text == "class":
			part := group(args[i:])
			j.binding(args[i+4].text, part)
			i += len(part) - 1
		}
	}
}

// group are the tokens from a bracket to the one that closes it.
func group(tokens []token) []token {
	open := 0
	for i, t := range tokens {
		if t.kind != sign {
			continue
		}
		switch t.text {
		case "(", "[":
			open++
		case ")", "]":
			if open--; open == 0 {
				return tokens[:i+1]
			}
		}
	}
	return tokens
}

// binding reads one binding of a kind.
func (j *jenkinsfile) binding(kind string, part []token) {
	id, ok := named(part, "credentialsId")
	if !ok {
		return
	}
	for _, field := range [...]string{"usernameVariable", "accessKeyVariable", "clientIdVariable", "subscriptionIdVariable", "tenantIdVariable"} {
		if t, ok := named(part, field); ok {
			j.job.Given(t.text)
		}
	}
	switch kind {
	case "azureServicePrincipal":
		j.secret("AZURE_CLIENT_SECRET", id)
		return
	case "aws":
		if _, ok := named(part, "secretKeyVariable"); !ok {
			j.secret("AWS_SECRET_ACCESS_KEY", id)
			return
		}
	}
	for _, b := range bindings {
		t, ok := named(part, b.field)
		if !ok {
			continue
		}
		name := t.text
		if b.known != "" && !creds.Named(name).Secret() {
			j.job.Given(name)
			name = b.known
		}
		j.secret(name, id)
		return
	}
}

// secret states a stored credential: the variable says what it is, and where it
// does not, its id does.
func (j *jenkinsfile) secret(variable string, id token) {
	if strings.Contains(id.text, "$") || id.text == "" {
		return
	}
	j.job.Secret(variable, id.text, j.file.At(id.start, id.end))
}

// jenkinsReference reads $NAME, ${NAME} and ${env.NAME}.
func jenkinsReference(text string) (name string, length int) {
	if rest, ok := strings.CutPrefix(text, "${env."); ok {
		i := 0
		for i < len(rest) && shell.NameByte(rest[i]) {
			i++
		}
		if i == 0 {
			return "", 0
		}
		length = len("${env.") + i
		if i < len(rest) && rest[i] == '}' {
			length++
		}
		return rest[:i], length
	}
	if strings.HasPrefix(text, "${params.") {
		return "", 0
	}
	return jobs.ShellReference(text)
}

// jenkinsPredefined: nothing that Jenkins sets is a secret. What a script reads
// and nothing binds comes from the server's global environment: unknown.
func jenkinsPredefined(string) bool { return true }
