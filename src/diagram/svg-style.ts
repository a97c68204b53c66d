/** Colors for light pages, and for dark ones; contrast with what is behind is 4.5 to 1 or more for all text. */
export const STYLE = `
text{font:15px system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif;fill:#59636e}
.page{fill:#fff}.title{font-size:22px;font-weight:600;fill:#1f2328}
.label{font-size:18px;font-weight:600;fill:#1f2328}
.frame{fill:#f6f8fa;stroke:#8250df;stroke-width:1.5}.frameLabel{font-weight:600;fill:#8250df}
.frameZones{text-anchor:end}
.band{fill:#fff;stroke:#d1d9e0}.bandLabel{text-anchor:middle}
.box{fill:#fff;stroke:#818b98;stroke-width:1.5}.icon{fill:none;stroke:#0969da;stroke-width:1.7;stroke-linecap:round;stroke-linejoin:round}
.zone{fill:#ddf4ff}.zoneText{font-size:14px;text-anchor:middle;fill:#0550ae}
.line{fill:none;stroke:#57606a;stroke-width:1.8}.head{fill:#57606a}.flow{fill:#1f2328}
.data .line,.line.data{stroke:#8c959f;stroke-width:1.5;stroke-dasharray:5 4}.head.data{fill:#8c959f}.flow.data{fill:#59636e}
.mark{fill:#fff;font-weight:700;text-anchor:middle}
.created .box{fill:#dafbe1;stroke:#1a7f37;stroke-width:2.5}.created .badge{fill:#1a7f37}
.changed .box{fill:#fff8c5;stroke:#9a6700;stroke-width:2.5}.changed .badge{fill:#9a6700}
.replaced .box,.deleted .box{fill:#ffebe9;stroke:#cf222e;stroke-width:2.5}.replaced .badge,.deleted .badge{fill:#cf222e}
.deleted .box{stroke-dasharray:7 4}
.created>.frame{stroke:#1a7f37}.changed>.frame{stroke:#9a6700}.replaced>.frame,.deleted>.frame{stroke:#cf222e}
.created .line{stroke:#1a7f37;stroke-width:2.5}.changed .line{stroke:#9a6700;stroke-width:2.5}.deleted .line{stroke:#cf222e;stroke-width:2.5;stroke-dasharray:7 4}
.created .head{fill:#1a7f37}.changed .head{fill:#9a6700}.deleted .head{fill:#cf222e}
@media (prefers-color-scheme:dark){
text{fill:#9198a1}.page{fill:#0d1117}.title,.label,.flow{fill:#f0f6fc}
.frame{fill:#151b23;stroke:#a371f7}.frameLabel{fill:#ab7df8}
.band{fill:#0d1117;stroke:#2f353d}.box{fill:#0d1117;stroke:#656c76}.icon{stroke:#58a6ff}
.zone{fill:#10284a}.zoneText{fill:#79c0ff}
.line{stroke:#9198a1}.head{fill:#9198a1}.line.data{stroke:#656c76}.head.data{fill:#656c76}.flow.data{fill:#9198a1}
.mark{fill:#0d1117}
.created .box{fill:#12261e;stroke:#3fb950}.created .badge{fill:#3fb950}
.changed .box{fill:#272115;stroke:#d29922}.changed .badge{fill:#d29922}
.replaced .box,.deleted .box{fill:#25171c;stroke:#f85149}.replaced .badge,.deleted .badge{fill:#f85149}
.created>.frame{stroke:#3fb950}.changed>.frame{stroke:#d29922}.replaced>.frame,.deleted>.frame{stroke:#f85149}
.created .line{stroke:#3fb950}.changed .line{stroke:#d29922}.deleted .line{stroke:#f85149}
.created .head{fill:#3fb950}.changed .head{fill:#d29922}.deleted .head{fill:#f85149}
}`;
