package fix

import (
	"regexp"
	"slices"
	"strings"
	"sync"

	"github.com/nhivet/nhivet/internal/nhi"
	"github.com/nhivet/nhivet/internal/tree"
)

// actionFixers change workflows of GitHub Actions.
var actionFixers = []Fixer{
	{"agent-wildcard-grant", nhi.Unsafe, "puts a permissions block that reads in the place of write-all", "GitHub workflows", narrow},
	{"inherited-secrets", nhi.Safe, "passes by name the secrets that the called workflow uses, and declares them there", "GitHub workflows that call one of the same repository", nameSecrets},
	{"unpinned-tool", nhi.Safe, "pins an action to the commit that another use of the same tag in the tree states; unsafe where the tag is less than a whole version", "GitHub workflows", pinAction},
	{"static-cloud-login", nhi.Unsafe, "takes the keys out of a job that names the role which it assumes, so that it logs in by OIDC", "GitHub workflows that log in to AWS", federate},
}

// narrow: what a job needs nobody can tell from outside, so it begins with reading.
func narrow(s *site) []nhi.Fix {
	if !workflow(s.file) || s.at().Text() != "permissions: write-all" {
		return nil
	}
	in := strings.Repeat(" ", s.at().Start-s.file.LineStart(s.file.LineOf(s.at().Start))) + "  "
	return one(nhi.Unsafe, "Let the job's token read the repository; add the permissions that the job's documentation names.",
		replace(within(s.at(), len("permissions:"), len(s.at().Text())), lineBreak(s.file)+in+"contents: read"))
}

// secretUse is a secret by its name, wholeSecrets any other use of them.
var (
	secretUse    = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`\bsecrets\s*\.\s*([A-Za-z_][A-Za-z0-9_]*)`) })
	wholeSecrets = sync.OnceValue(func() *regexp.Regexp {
		return regexp.MustCompile(`\bsecrets\s*(\[|\)|,|:\s*inherit)|toJSON\(\s*secrets|secrets\s*\}\}`)
	})
)

// nameSecrets: a called workflow gets the secrets that it declares, and one that is
// not there is empty, as it is with inherit (docs.github.com, Reuse workflows,
// "Passing secrets to nested workflows"; on.workflow_call.secrets).
func nameSecrets(s *site) []nhi.Fix {
	if !workflow(s.file) || s.at().Text() != "secrets: inherit" {
		return nil
	}
	steps := way(s.documents(s.file), s.at())
	if len(steps) < 2 {
		return nil
	}
	uses := steps[len(steps)-2].node.Get("uses").Str()
	local, ok := strings.CutPrefix(uses, "./")
	root, _, found := strings.Cut(s.file.Path, ".github/")
	called := s.read(root + local)
	if !ok || !found || called == nil || called == s.file {
		return nil
	}
	docs := s.documents(called)
	if len(docs) != 1 || wholeSecrets().Match(called.Bytes()) {
		return nil
	}
	var names []string
	for _, m := range secretUse().FindAllSubmatch(called.Bytes(), -1) {
		if name := string(m[1]); name != "GITHUB_TOKEN" && !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	if len(names) == 0 {
		return nil
	}
	declared, ok := declare(docs[0], names)
	if !ok {
		return nil
	}
	in := lineBreak(s.file) + strings.Repeat(" ", s.at().Start-s.file.LineStart(s.file.LineOf(s.at().Start))) + "  "
	var list strings.Builder
	for _, n := range names {
		list.WriteString(in + n + ": ${{ secrets." + n + " }}")
	}
	edits := append(declared, replace(within(s.at(), len("secrets:"), len(s.at().Text())), list.String()))
	return one(nhi.Safe, "Pass the secrets that the called workflow uses by name.", edits...)
}

// declare adds the secrets of a called workflow that it does not declare; false
// where its trigger has a form that is not known.
func declare(doc *tree.Node, names []string) ([]nhi.Edit, bool) {
	on := doc.Field("on")
	if on == nil || on.Value == nil {
		return nil, false
	}
	f, nl := on.KeySpan.File, lineBreak(on.KeySpan.File)
	list := func(in string, names []string) (b string) {
		for _, n := range names {
			b += nl + in + n + ":" + nl + in + "  required: false"
		}
		return b
	}
	if on.Value.Str() == "workflow_call" {
		at := f.At(on.KeySpan.End+1, on.Value.Span.End)
		if f.At(on.KeySpan.End, on.Value.Span.End).Text() != ": workflow_call" {
			return nil, false
		}
		return []nhi.Edit{replace(at, nl+"  workflow_call:"+nl+"    secrets:"+list("      ", names))}, true
	}
	call := on.Value.Field("workflow_call")
	if call == nil {
		return nil, false
	}
	secrets := call.Value.Get("secrets")
	var missing []string
	for _, n := range names {
		if secrets.Field(n) == nil {
			missing = append(missing, n)
		}
	}
	if len(missing) == 0 {
		return nil, true
	}
	in := indent(f, call.KeySpan.Start) + "  "
	end := f.LineStart(f.LineOf(call.KeySpan.Start)) + len(f.Line(f.LineOf(call.KeySpan.Start)))
	switch {
	case f.At(call.KeySpan.End, end).Text() != ":":
		return nil, false // a flow mapping, or a comment
	case secrets == nil && call.Value.Get("secrets") == nil && call.Value.Field("secrets") == nil:
		return []nhi.Edit{insert(f, end, nl+in+"secrets:"+list(in+"  ", missing))}, true
	}
	key := call.Value.Field("secrets").KeySpan
	end = f.LineStart(f.LineOf(key.Start)) + len(f.Line(f.LineOf(key.Start)))
	if f.At(key.End, end).Text() != ":" {
		return nil, false
	}
	return []nhi.Edit{insert(f, end, list(in+"  ", missing))}, true
}

// pinned is a use of an action by commit, with the tag that it is in a comment.
var pinned = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`(?m)\buses:\s*["']?([\w.-]+/[\w./-]+)@([0-9a-f]{40})["']?[ \t]+#[ \t]*(?:tag[=:][ \t]*)?(v?\d[\w.-]*)[ \t]*\r?$`)
})

// tag is one that stays where it is: a release, and no branch.
var tag = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^v?\d[\w.-]*$`) })

// pinAction: the same release of the same action is the same commit. A tag of a major
// version may have moved since it was stated.
func pinAction(s *site) []nhi.Fix {
	name, version, ok := strings.Cut(s.at().Text(), "@")
	if !workflow(s.file) || !ok || !tag().MatchString(version) {
		return nil
	}
	commits := s.pins()[[2]string{name, version}]
	if len(commits) != 1 {
		return nil
	}
	edits := []nhi.Edit{replace(within(s.at(), len(name)+1, len(name)+1+len(version)), commits[0])}
	end := s.at().End
	if b := s.file.Bytes(); end < len(b) && (b[end] == '"' || b[end] == '\'') {
		end++
	}
	number := s.file.LineOf(end)
	rest := s.file.At(end, s.file.LineStart(number)+len(s.file.Line(number)))
	switch {
	case rest.Text() == "" && end == s.at().End:
		edits[0].New += " # " + version
	case rest.Text() == "":
		edits = append(edits, insert(s.file, end, " # "+version))
	}
	tier := nhi.Unsafe
	if strings.Count(version, ".") >= 2 {
		tier = nhi.Safe
	}
	return one(tier, "Pin the action to the commit that the repository states for this tag elsewhere.", edits...)
}

// pins are the commits that workflows of the tree state, by action and tag.
func (s *site) pins() map[[2]string][]string {
	if s.commits != nil {
		return s.commits
	}
	s.Context.commits = map[[2]string][]string{}
	for _, p := range s.Paths {
		if !strings.HasSuffix(p, ".yml") && !strings.HasSuffix(p, ".yaml") || !strings.Contains("/"+p, "/.github/") {
			continue
		}
		f := s.read(p)
		if f == nil {
			continue
		}
		for _, m := range pinned().FindAllSubmatch(f.Bytes(), -1) {
			key := [2]string{string(m[1]), string(m[3])}
			if commit := string(m[2]); !slices.Contains(s.commits[key], commit) {
				s.commits[key] = append(s.commits[key], commit)
			}
		}
	}
	return s.commits
}

const awsLogin = "aws-actions/configure-aws-credentials"

// keys are the variables and inputs that hold a static key of AWS.
var keys = []string{"AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN", "aws-access-key-id", "aws-secret-access-key", "aws-session-token"}

// federate takes keys out where the job names the role that it assumes as well:
// with the right to ask for a token and without keys, the action logs in by OIDC
// (github.com/aws-actions/configure-aws-credentials, "Credential options").
func federate(s *site) []nhi.Fix {
	steps := way(s.documents(s.file), s.at())
	if !workflow(s.file) || len(steps) < 4 || !slices.Contains(keys, lastKey(steps)) {
		return nil
	}
	holder, job := steps[len(steps)-2], jobOf(steps)
	drop, ok := dropKeys(holder)
	if job == nil || !ok {
		return nil
	}
	permit, ok := permitted(steps[0].node, job)
	if !ok {
		return nil
	}
	switch holder.field.Key {
	case "with":
		if holder.node.Get("role-to-assume").Str() == "" {
			return nil
		}
	case "env":
		roles := 0
		for _, st := range job.Get("steps").Each() {
			if name, _, _ := strings.Cut(st.Get("uses").Str(), "@"); name != awsLogin {
				continue
			}
			if st.Get("with", "role-to-assume").Str() == "" || st.Get("with", "aws-access-key-id") != nil {
				return nil
			}
			roles++
		}
		if roles == 0 {
			return nil
		}
	default:
		return nil
	}
	return one(nhi.Unsafe, "Take the keys out, so that the job assumes its role by OIDC; the role has to trust this repository's jobs; then delete the key.", append(permit, drop...)...)
}

func lastKey(steps []step) string {
	if f := steps[len(steps)-1].field; f != nil {
		return f.Key
	}
	return ""
}

// jobOf is the job that a place is in.
func jobOf(steps []step) *tree.Node {
	for i := 2; i < len(steps); i++ {
		if steps[i-1].field != nil && steps[i-1].field.Key == "jobs" && steps[i].field != nil {
			return steps[i].node
		}
	}
	return nil
}

// dropKeys takes the keys out of a block, and the block with them where it holds
// nothing else.
func dropKeys(holder step) (out []nhi.Edit, ok bool) {
	if holder.field == nil || holder.node.Kind != tree.Mapping {
		return nil, false
	}
	kept := 0
	for _, f := range holder.node.Fields {
		if !slices.Contains(keys, f.Key) {
			kept++
			continue
		}
		e, ok := fieldLines(f)
		if !ok {
			return nil, false
		}
		out = append(out, e)
	}
	if kept == 0 && holder.field.Key == "env" {
		e, ok := fieldLines(*holder.field)
		return []nhi.Edit{e}, ok
	}
	return out, len(out) > 0
}

// permitted lets a job ask for a token of its own, where it may not yet; false where
// nothing says what it may, since a list would take the rest from it.
func permitted(workflow, job *tree.Node) ([]nhi.Edit, bool) {
	f := job.Field("permissions")
	if f == nil {
		f = workflow.Field("permissions")
	}
	switch {
	case f == nil || f.Value == nil:
		return nil, false
	case f.Value.Str() == "write-all" || f.Value.Get("id-token").Str() == "write":
		return nil, true
	case f.Value.Kind != tree.Mapping || len(f.Value.Fields) == 0 || f.Value.Get("id-token") != nil:
		return nil, false
	}
	e, ok := below(f.KeySpan, "id-token", "write")
	return []nhi.Edit{e}, ok
}
