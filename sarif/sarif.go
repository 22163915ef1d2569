package sarif

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strings"
	"sync"

	"github.com/nhivet/nhivet/internal/nhi"
	gosarif "github.com/owenrumney/go-sarif/v2/sarif"
)

const (
	toolName       = "nhivet"
	informationURI = "https://github.com/nhivet/nhivet"
	// schemaURI is the standard's final schema.
	schemaURI = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
	// maxNotices keeps a tree of broken files from filling the output.
	maxNotices = 1000
)

// Options say what is written. The zero value is for GitHub code scanning.
type Options struct {
	// IncludeSuppressed writes ignored findings too, with their suppressions.
	// GitHub does not act on suppressions and would open an alert for each.
	IncludeSuppressed bool
	// Prefix is the path of the scan root below the repository's root, with
	// forward slashes; empty when they are the same. GitHub resolves paths
	// against the repository's root.
	Prefix string
}

// Write writes a report as SARIF, one result a line.
func Write(w io.Writer, r *nhi.Report) error { return Options{}.Write(w, r) }

// Write writes a report as SARIF, one result a line. What could make GitHub
// refuse the whole file is checked before anything is written.
func (o Options) Write(w io.Writer, r *nhi.Report) error {
	text, err := o.encode(r)
	if err != nil {
		return fmt.Errorf("write SARIF: %w", err)
	}
	if _, err := w.Write(text); err != nil {
		return fmt.Errorf("write SARIF: %w", err)
	}
	return nil
}

// encode makes the results one after the other and puts them where the document
// has an empty list: as a whole they would take ten times the memory of their
// text.
func (o Options) encode(r *nhi.Report) ([]byte, error) {
	rules := newRuleSet(r)
	p := &places{prefix: o.Prefix}
	entries, cuts := choose(r, o, p)
	doc := o.document(r, rules, cuts)
	if err := check(doc); err != nil {
		return nil, err
	}
	results, ends, err := o.results(doc.Runs[0], entries, rules, p, r.Secrets)
	if err != nil {
		return nil, err
	}
	var b bytes.Buffer
	if err := encoder(&b).Encode(doc); err != nil {
		return nil, err
	}
	if n := fitting(b.Bytes(), results, ends); n < len(ends) {
		run := doc.Runs[0].Invocations[0]
		run.ToolExecutionNotifications = append([]*gosarif.Notification{notification("warning", fmt.Sprintf(
			"%d results were to be listed; the %d most severe are, as code scanning accepts no larger file.", len(ends), n))}, run.ToolExecutionNotifications...)
		results = results[:ends[n-1]]
		b.Reset()
		if err := encoder(&b).Encode(doc); err != nil {
			return nil, err
		}
	}
	// Inside a string the quotation marks would be escaped.
	head, tail, ok := bytes.Cut(b.Bytes(), []byte(`"results":[]`))
	if !ok {
		return nil, errors.New("no list of results")
	}
	return slices.Concat(head, []byte(`"results":[`), results, []byte("]"), tail), nil
}

func encoder(b *bytes.Buffer) *json.Encoder {
	enc := json.NewEncoder(b)
	enc.SetEscapeHTML(false)
	return enc
}

// results is the text of all results, each on a line of its own, and where each
// ends in it.
func (o Options) results(of *run, entries []entry, rules *ruleSet, p *places, secrets []nhi.Span) (text []byte, ends []int, err error) {
	var b bytes.Buffer
	enc := encoder(&b)
	hashes := hashLines(entries, secrets)
	for i, e := range entries {
		res := e.result(rules, p, hashes[i], o.IncludeSuppressed)
		if err := checkResult(of, res); err != nil {
			return nil, nil, fmt.Errorf("result of %s at %s: %w", e.Rule.Name, e.At, err)
		}
		if i > 0 {
			b.WriteByte(',')
		}
		b.WriteByte('\n')
		if err := enc.Encode(res); err != nil {
			return nil, nil, err
		}
		b.Truncate(b.Len() - 1) // Encode's line break
		ends = append(ends, b.Len())
	}
	return b.Bytes(), ends, nil
}

// maxCompressed is the size of a file that GitHub takes, compressed with gzip: 10 MB,
// of which a part is kept for what the compressor holds back.
// https://docs.github.com/en/code-security/code-scanning/integrating-with-code-scanning/sarif-support-for-code-scanning
const maxCompressed = 10_000_000 - 200_000

// fitting is how many results fit beside the rest of the document. Names of a
// stranger's choice may be long and do not compress.
func fitting(rest, results []byte, ends []int) int {
	if len(rest)+len(results) < maxCompressed {
		return len(ends)
	}
	size := &counter{}
	z := gzip.NewWriter(size)
	z.Write(rest) // a counter does not fail
	start := 0
	for i, end := range ends {
		z.Write(results[start:end])
		if size.n > maxCompressed {
			return max(i, 1)
		}
		start = end
	}
	return len(ends)
}

// counter counts what is written to it.
type counter struct{ n int }

func (c *counter) Write(b []byte) (int, error) {
	c.n += len(b)
	return len(b), nil
}

func (o Options) document(r *nhi.Report, rules *ruleSet, cuts []*gosarif.Notification) *log {
	base := &gosarif.Run{
		ColumnKind: "utf16CodeUnits",
		OriginalUriBaseIDs: map[string]*gosarif.ArtifactLocation{
			root: {Description: message("The root of the repository.")},
		},
		Invocations: []*gosarif.Invocation{{
			ExecutionSuccessful:        ptr(true),
			ToolExecutionNotifications: append(cuts, notices(r, o.Prefix)...),
		}},
	}
	base.Properties = gosarif.Properties{
		"now": r.Now, "files": r.Files,
		"agents": r.Agents, "identities": r.Identities, "credentials": r.Credentials,
	}
	if r.Go != (nhi.GoUsed{}) {
		base.Properties["go"] = r.Go
	}
	if len(r.Skipped) > 0 {
		base.Properties["skipped"] = r.Skipped
	}
	return &log{
		Report: &gosarif.Report{Version: string(gosarif.Version210), Schema: schemaURI},
		Runs: []*run{{
			Run:        base,
			Tool:       tool{Driver: newDriver(r.Version, rules)},
			Results:    []*result{}, // never null: an empty list closes alerts
			Taxonomies: rules.taxonomies,
		}},
	}
}

// semver is the form that semanticVersion must have (semver.org, without the
// leading v).
var semver = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`^(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)(-[0-9A-Za-z.-]+)?(\+[0-9A-Za-z.-]+)?$`)
})

func newDriver(version string, rules *ruleSet) *driver {
	c := &gosarif.ToolComponent{
		Name:                toolName,
		FullName:            ptr("nhivet, a checker of non-human identities of AI agents"),
		GUID:                ptr(guid("tool")),
		InformationURI:      ptr(informationURI),
		Version:             ptr(orElse(plain(version), "0.0.0-dev")),
		SupportedTaxonomies: rules.supported,
	}
	if v := strings.TrimPrefix(*c.Version, "v"); semver().MatchString(v) {
		c.Version, c.SemanticVersion = &v, &v
	}
	d := &driver{ToolComponent: c, Rules: rules.descriptors}
	if d.Rules == nil {
		d.Rules = []*descriptor{} // GitHub wants the list, if empty
	}
	return d
}

func notification(level, text string) *gosarif.Notification {
	return &gosarif.Notification{Level: level, Message: message(literal(sentence(text)))}
}

// notices are what a reader should know about the scan itself.
func notices(r *nhi.Report, prefix string) []*gosarif.Notification {
	var list []*gosarif.Notification
	for i, n := range r.Notices {
		if i == maxNotices {
			list = append(list, notification("warning", fmt.Sprintf("%d more notices are left out", len(r.Notices)-i)))
			break
		}
		level := "note"
		if n.Incomplete {
			level = "warning"
		}
		note := notification(level, orElse(n.Reason, "no reason given"))
		if uri, ok := relativeURI(prefix, n.Path); ok {
			loc := &gosarif.PhysicalLocation{
				ArtifactLocation: &gosarif.ArtifactLocation{URI: &uri, URIBaseId: ptr(root)},
			}
			if n.Line > 0 {
				loc.Region = &gosarif.Region{StartLine: ptr(n.Line)}
			}
			note.Locations = []*gosarif.Location{{PhysicalLocation: loc}}
		}
		list = append(list, note)
	}
	return list
}
