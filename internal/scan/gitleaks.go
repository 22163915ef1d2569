package scan

import (
	"fmt"
	"path"

	"github.com/nhivet/nhivet/analyzers/secrets"
	"github.com/nhivet/nhivet/internal/nhi"
	"github.com/nhivet/nhivet/internal/source"
)

// aboutLiterals are the rules whose findings gitleaks would make too.
var aboutLiterals = map[string]bool{"literal-credential": true, "credential-in-prompt": true, "default-password": true}

// allowed suppresses what gitleaks was told to leave alone, and says so: the marks
// give no reason, and whoever reads the report should know what was taken out.
func allowed(findings []*nhi.Finding, set *source.Set) (notices []nhi.Notice) {
	var list *secrets.Allow
	read, hidden := false, 0
	for _, f := range findings {
		if !aboutLiterals[f.Rule.Name] || f.Suppressed != nil || !f.At.Valid() {
			continue
		}
		if secrets.AllowedLine(f.At) {
			f.Suppressed = &nhi.Suppression{Reason: "gitleaks:allow", At: f.At.File.LineSpan(f.At.Position().Line)}
			notices = append(notices, nhi.Notice{Path: f.At.File.Path, Line: f.At.Position().Line, Reason: "gitleaks:allow: the credential on this line is not reported"})
			continue
		}
		if !read {
			read = true
			if file, err := set.Read(secrets.AllowFile); err == nil {
				var own []nhi.Notice
				list, own = secrets.ReadAllow(file)
				notices = append(notices, own...)
			}
		}
		if list.Allows(path.Join(set.Prefix(), f.At.File.Path), f.At) {
			f.Suppressed = &nhi.Suppression{Reason: "the allow-list of " + secrets.AllowFile}
			hidden++
		}
	}
	if hidden > 0 {
		notices = append(notices, nhi.Notice{Path: secrets.AllowFile, Reason: fmt.Sprintf("its allow-list takes out %s", plural(hidden, "finding"))})
	}
	return notices
}

func plural(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}
