package join

import "github.com/nhivet/nhivet/internal/nhi"

// shortList is the length up to which a list is searched from its start: nearly
// all are shorter, and need no index.
const shortList = 16

// lists finds what is already in a list of a fact. An account that thousands of
// pods share would otherwise be searched once for each of them.
type lists struct {
	refs  map[*[]*nhi.Ref]map[string]int
	steps map[*[]nhi.Step]map[nhi.Step]bool
}

// addRef keeps one reference for each key, the surest, and says where.
func (j *joiner) addRef(list *[]*nhi.Ref, r *nhi.Ref) int {
	if i := j.lists.ref(list, r.Key); i >= 0 {
		if old := (*list)[i]; old.Confidence < r.Confidence {
			surer := *old
			surer.Confidence = r.Confidence
			(*list)[i] = &surer
		}
		return i
	}
	*list = append(*list, r)
	return len(*list) - 1
}

// ref is the place of a key in a list, or -1 when the caller is about to add it.
func (l *lists) ref(list *[]*nhi.Ref, key string) int {
	if len(*list) <= shortList {
		for i := range *list {
			if (*list)[i].Key == key {
				return i
			}
		}
		return -1
	}
	index := l.refs[list]
	if index == nil {
		index = make(map[string]int, 2*len(*list))
		for i, r := range *list {
			index[r.Key] = i
		}
		if l.refs == nil {
			l.refs = map[*[]*nhi.Ref]map[string]int{}
		}
		l.refs[list] = index
	}
	if i, ok := index[key]; ok {
		return i
	}
	index[key] = len(*list)
	return -1
}

// addStep keeps one step for each place and note.
func (j *joiner) addStep(list *[]nhi.Step, s nhi.Step) {
	if s.At.Valid() && !j.lists.step(list, s) {
		*list = append(*list, s)
	}
}

// step says whether a list has a step; the caller is about to add it otherwise.
func (l *lists) step(list *[]nhi.Step, s nhi.Step) bool {
	if len(*list) <= shortList {
		for _, o := range *list {
			if o == s {
				return true
			}
		}
		return false
	}
	index := l.steps[list]
	if index == nil {
		index = make(map[nhi.Step]bool, 2*len(*list))
		for _, o := range *list {
			index[o] = true
		}
		if l.steps == nil {
			l.steps = map[*[]nhi.Step]map[nhi.Step]bool{}
		}
		l.steps[list] = index
	}
	if index[s] {
		return true
	}
	index[s] = true
	return false
}
