package sarif

import (
	"fmt"
	"slices"

	"github.com/nhivet/nhivet/internal/nhi"
	gosarif "github.com/owenrumney/go-sarif/v2/sarif"
)

// maxFixes is how many fixes a run has: ours, since results are what a file of
// limited size is for. The most severe results have them.
const maxFixes = 1000

// fixesLeft says how many fixes are not written; nothing where all are.
func fixesLeft(entries []entry) []*gosarif.Notification {
	n := 0
	for _, e := range entries {
		n += len(e.Fixes)
	}
	if n <= maxFixes {
		return nil
	}
	return []*gosarif.Notification{notification("note", fmt.Sprintf("%d fixes are known; those of the most severe results are listed, %d of them.", n, maxFixes))}
}

// fixes of a result, the safest first. Edits of one file are one change of it, in
// order. What goes is said by its place alone: it may be a secret.
func (e entry) fixes(p *places) (out []*gosarif.Fix) {
	for _, x := range e.Fixes {
		if p.fixes == maxFixes {
			return out
		}
		changes, ok := p.changes(x.Edits)
		if !ok {
			continue
		}
		p.fixes++
		text := sentence(x.Text)
		if x.Tier != nhi.Safe {
			text = "To be reviewed: " + text
		}
		out = append(out, &gosarif.Fix{Description: message(literal(text)), ArtifactChanges: changes})
	}
	return out
}

func (p *places) changes(edits []nhi.Edit) (out []*gosarif.ArtifactChange, ok bool) {
	edits = slices.Clone(edits)
	slices.SortStableFunc(edits, func(a, b nhi.Edit) int {
		switch {
		case a.At.Less(b.At):
			return -1
		case b.At.Less(a.At):
			return 1
		}
		return 0
	})
	var file *nhi.File
	for _, e := range edits {
		if !e.At.Valid() {
			return nil, false
		}
		if e.At.File != file {
			file = e.At.File
			uri, ok := relativeURI(p.prefix, file.Path)
			if !ok {
				return nil, false
			}
			out = append(out, &gosarif.ArtifactChange{ArtifactLocation: gosarif.ArtifactLocation{URI: &uri, URIBaseId: ptr(root)}})
		}
		r := &gosarif.Replacement{DeletedRegion: *p.region(e.At)}
		if e.New != "" {
			r.InsertedContent = &gosarif.ArtifactContent{Text: &e.New}
		}
		last := out[len(out)-1]
		last.Replacements = append(last.Replacements, r)
	}
	return out, len(out) > 0
}
