package golang

import (
	"go/types"
	"sort"
)

// export tells other packages what this one's functions and fields are.
func (f *Flow) export() {
	any := f.exportKeyless()
	for obj, s := range f.sinks {
		if obj.Exported() {
			f.pass.ExportObjectFact(obj, s)
			any = true
		}
	}
	for obj, i := range f.readers {
		if obj.Pkg() == f.pass.Pkg && obj.Exported() {
			f.pass.ExportObjectFact(obj, &EnvReader{Param: i})
			any = true
		}
	}
	for obj, d := range f.code.decls {
		if !obj.Exported() {
			continue
		}
		var r *Returns
		if returnsText(obj) {
			r = f.returnsOf(obj)
		} else if returnsClaims(obj) && f.endless(d) {
			r = &Returns{Endless: true}
		}
		if r != nil {
			f.pass.ExportObjectFact(obj, r)
			any = true
		}
	}
	if any {
		f.pass.ExportPackageFact(new(Exports))
	}
}

// returnsOf is what a function of this package returns first, nil when nothing is
// known of it. Constants are left out: the secrets among them would be written to
// the build cache, and are found where they are written.
func (f *Flow) returnsOf(obj types.Object) *Returns {
	if _, ok := f.readers[obj]; ok {
		return nil
	}
	r := &Returns{}
	for _, ret := range f.code.results[f.code.decls[obj]] {
		if len(ret.Results) == 0 {
			continue
		}
		for _, o := range f.origins(value{expr: ret.Results[0]}, true) {
			switch p := f.code.params[o.object]; {
			case o.kind == fromEnv:
				r.Env = append(r.Env, o.text)
			case o.kind == fromParam && p.fn == obj && !p.rest:
				r.Params = append(r.Params, p.index)
			default:
				continue
			}
			r.Part = r.Part || o.part
		}
	}
	if len(r.Env)+len(r.Params) == 0 || len(r.Env)+len(r.Params) > maxSinks {
		return nil
	}
	sort.Strings(r.Env)
	sort.Ints(r.Params)
	return r
}
