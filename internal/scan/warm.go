package scan

import (
	"context"
	"slices"
	"sync"

	"github.com/nhivet/nhivet/internal/config"
	"github.com/nhivet/nhivet/internal/nhi"
	"github.com/nhivet/nhivet/internal/source"
)

// Warm keeps what a scan read, so that the next one reads no more than what an editor
// changed since: Options.Overlay says what that is. It holds while the disk is as it
// was; when it may be another, a new one begins. The zero value is cold. What is found
// is what a scan finds that knows nothing.
//
// Kept are the files that somebody claims, and the facts of each unit with what it
// asked of the tree. A unit is read again when one of its files, or of those that it
// asked for, has another text.
type Warm struct {
	set    *source.Set
	view   View
	config *config.Config
	looks  map[string]looked
	units  map[unitID]*warmUnit
}

// Close gives back what was kept. Fixes of what was found are not looked for after
// it.
func (w *Warm) Close() {
	if w.set != nil {
		w.set.Close()
	}
	*w = Warm{}
}

// looked is what classifying a file told.
type looked struct {
	file   *nhi.File // nil where nobody claims it
	claims []claim
	size   int64
}

// unitID tells units apart: a file alone, and what is derived in its place, are two
// of one key.
type unitID struct {
	analyzer *nhi.Analyzer
	key      string
	first    *nhi.File
}

// warmUnit is what was seen in a unit.
type warmUnit struct {
	files []*nhi.File
	asked map[string]bool // paths, of files that are there or not
	facts *nhi.Facts
}

// listed lists the files, as far as they are not known.
func (o *Options) listed() (*source.Set, View, *config.Config, error) {
	if o.Warm == nil {
		return configured(*o)
	}
	t, err := o.Warm.open(*o)
	if err != nil {
		return nil, Site, nil, err
	}
	o.warm = t
	return t.Set, t.view, t.config, nil
}

// open lists the files of a scan, or takes what is kept.
func (w *Warm) open(o Options) (*warmed, error) {
	t := &warmed{warm: w, changed: map[string]bool{}, looks: map[string]looked{}, units: map[unitID]*warmUnit{}}
	if w.set == nil {
		set, view, c, err := configured(o)
		if err != nil {
			return nil, err
		}
		set.Overlay(o.Overlay, o.sources(c))
		t.Set, t.view, t.config = set, view, c
		return t, nil
	}
	set, changed := w.set.Again(o.Overlay, o.sources(w.config))
	for _, p := range changed {
		t.changed[p] = true
	}
	t.Set, t.view, t.config = set, w.view, w.config
	return t, nil
}

// warmed is a set of which most is known. It learns what the next scan knows.
type warmed struct {
	*source.Set
	warm    *Warm
	changed map[string]bool
	view    View
	config  *config.Config

	mu    sync.Mutex
	looks map[string]looked
	units map[unitID]*warmUnit
}

// keep hands what was learnt to the next scan.
func (t *warmed) keep() {
	*t.warm = Warm{set: t.Set, view: t.view, config: t.config, looks: t.looks, units: t.units}
}

// drop closes what no scan will know: the first did not come to its end.
func (t *warmed) drop() {
	if t.warm.set == nil {
		t.Close()
	}
}

// look is what an earlier scan learnt of a file.
func (t *warmed) look(path string) (looked, bool) {
	if t.changed[path] {
		return looked{}, false
	}
	l, ok := t.warm.looks[path]
	return l, ok
}

func (t *warmed) learn(path string, l looked) {
	t.mu.Lock()
	t.looks[path] = l
	t.mu.Unlock()
}

// read is the analyzer's look at a unit, where it is another than it was.
func (t *warmed) read(ctx context.Context, a *nhi.Analyzer, u *nhi.Unit) (*nhi.Facts, error) {
	id := unitID{analyzer: a, key: u.Key}
	if len(u.Files) > 0 {
		id.first = u.Files[0]
	}
	if k := t.warm.units[id]; k != nil && slices.Equal(k.files, u.Files) && !t.touched(k) {
		t.mu.Lock()
		t.units[id] = k
		t.mu.Unlock()
		return k.facts.Clone(), nil
	}
	asking := t.Record()
	again := *u
	again.Tree = asking
	facts, err := a.Run(ctx, &again)
	if err == nil {
		// Patterns need not be remembered: the names on the disk are as they were.
		reads, _ := asking.Asked()
		k := &warmUnit{slices.Clone(u.Files), make(map[string]bool, len(reads)), facts.Clone()}
		for _, p := range reads {
			k.asked[source.Clean(p)] = true
		}
		t.mu.Lock()
		t.units[id] = k
		t.mu.Unlock()
	}
	return facts, err
}

func (t *warmed) touched(k *warmUnit) bool {
	for p := range t.changed {
		if k.asked[p] {
			return true
		}
	}
	return false
}
