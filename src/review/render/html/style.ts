/** Colors are named once for light pages and once for dark ones: text has 4.5 to 1 of contrast or more with what is behind it. */
export const STYLE = `
:root{color-scheme:light dark;--bg:#fff;--panel:#f6f8fa;--line:#d1d9e0;--text:#1f2328;--quiet:#57606a;--link:#0550ae;
--red:#a40e26;--redbg:#ffebe9;--redmark:#ffc9c4;--amber:#744500;--amberbg:#fff5cf;--blue:#0550ae;--bluebg:#ddf4ff;--green:#0f5323;--greenbg:#dafbe1;--greenmark:#a9efb9}
@media (prefers-color-scheme:dark){:root{--bg:#0d1117;--panel:#151b23;--line:#3d444d;--text:#f0f6fc;--quiet:#9da7b3;--link:#79c0ff;
--red:#ffa198;--redbg:#2d1619;--redmark:#67181d;--amber:#e3b341;--amberbg:#2a2111;--blue:#79c0ff;--bluebg:#10243c;--green:#7ee787;--greenbg:#12261e;--greenmark:#14532d}}
*{box-sizing:border-box}
html{scroll-padding-top:1rem}
body{margin:0;background:var(--bg);color:var(--text);font:16px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif;overflow-wrap:anywhere}
header,nav,main,footer{max-width:70rem;margin:0 auto;padding:0 1.25rem}
h1,h2,h3,p,ul,figure{margin:0}
ul{padding-left:1.25rem}
h1{font-size:2rem;line-height:1.2}
h2{font-size:1.35rem;margin:2.75rem 0 .9rem}
h3{font-size:1.05rem;line-height:1.4}
a{color:var(--link)}
code,.path,td,.diff{font-family:ui-monospace,SFMono-Regular,Menlo,Consolas,monospace;font-size:.8125rem}
h3 code{font-size:inherit}
:focus-visible{outline:3px solid var(--link);outline-offset:2px;border-radius:4px}
main:focus{outline:0}
.vh{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
.skip{position:absolute;left:-99rem;background:var(--bg);padding:.5rem 1rem;z-index:1}.skip:focus{left:1rem;top:1rem}
header{padding-top:2.25rem}
.kicker{color:var(--quiet);font-weight:600}
.verdict{display:flex;gap:.9rem;align-items:center;margin:1.25rem 0;padding:1rem 1.25rem;border:1px solid;border-radius:10px;font-size:1.2rem;line-height:1.4}
.sign{flex:none;width:2.25rem;line-height:2.25rem;border-radius:50%;text-align:center;font-weight:700;color:var(--bg);background:var(--c)}
.danger{--c:var(--red);--b:var(--redbg)}.warning{--c:var(--amber);--b:var(--amberbg)}.note{--c:var(--blue);--b:var(--bluebg)}.ok{--c:var(--green);--b:var(--greenbg)}
.verdict,.tag{color:var(--c);background:var(--b);border-color:var(--c)}
.tiles,.totals,nav ul,.plain,.diff{list-style:none;padding:0}
.tiles{display:grid;grid-template-columns:repeat(4,1fr);gap:.75rem}
.tiles>li>*{display:block;height:100%;padding:.9rem 1rem;border:1px solid var(--line);border-radius:10px;color:inherit;text-decoration:none;background:var(--panel)}
.tiles b{display:block;font-size:2rem;line-height:1.1;color:var(--c,var(--quiet))}
.tiles span{display:block}.tiles code,.quiet{color:var(--quiet)}
.tiles a{border-color:var(--c);background:var(--b)}.tiles a:hover span{text-decoration:underline}
.tiles a code{color:var(--text)}
.totals,nav ul{display:flex;flex-wrap:wrap;gap:.5rem}
.totals{margin-top:1rem}
.badge,.tag,.force{display:inline-block;padding:.05rem .5rem;border:1px solid;border-radius:99px;font:600 .8125rem/1.45 system-ui,sans-serif;white-space:nowrap}.badge{color:var(--quiet)}
.create{color:var(--green)}.update{color:var(--amber)}.replace,.delete,.forget,.force{color:var(--red)}.move,.import{color:var(--blue)}
.force{border-style:dashed}
nav{margin-top:1.5rem}
nav a{display:block;padding:.25rem .75rem;border:1px solid var(--line);border-radius:99px;text-decoration:none}nav a:hover{text-decoration:underline}
.count{color:var(--quiet);font-weight:400}
.card{margin:0 0 .9rem;padding:.9rem 1.25rem 1rem;border:1px solid var(--line);border-left:6px solid var(--c);border-radius:10px;background:var(--panel)}
.card h3{margin:.35rem 0 .2rem}.card ul{margin-top:.4rem}.card summary{padding:.2rem 0}
.accepted{border-style:dashed;border-left-style:solid}
.place{margin:.1rem 0}
.fix{margin-top:.6rem}.fix b{margin-right:.4rem;color:var(--green)}
.plain>li{padding:.6rem 0;border-top:1px solid var(--line)}.plain>li:first-child{border:0}
.policy{margin:0 0 1.25rem}
.diff{margin-top:.4rem;border:1px solid var(--line);border-radius:8px;overflow:hidden}
.diff li{padding:.35rem .75rem .35rem 2rem;text-indent:-1.25rem}
.diff li::before{content:"+";display:inline-block;width:1.25rem;text-indent:0;font-weight:700}
.del{background:var(--redbg)}.diff .del::before{content:"−"}.ins{background:var(--greenbg)}
.diff b{font-weight:700;border-radius:3px}.del b{background:var(--redmark)}.ins b{background:var(--greenmark)}
.scroll{overflow-x:auto;border:1px solid var(--line);border-radius:10px}
.scroll svg{display:block;max-width:max(100%,46rem);height:auto;margin:auto}
.fold{margin:0 0 .6rem;border:1px solid var(--line);border-radius:10px}
summary{padding:.5rem .9rem;cursor:pointer}
.fold>summary{padding:.7rem 1rem;border-radius:10px;background:var(--panel)}
.fold>:not(summary){padding:0 1rem}
.name{font-weight:600}
.list>*{border-top:1px solid var(--line)}.fold .list{padding:0}
.list>.line{padding:.5rem .9rem .5rem 1.95rem}
.list details>:not(summary){margin:0 .9rem .6rem 1.95rem}
.list details>table{width:calc(100% - 2.85rem)}
table{width:100%;border-collapse:collapse;table-layout:fixed}
th,td{padding:.35rem .6rem .35rem 0;text-align:left;vertical-align:top;border-top:1px solid var(--line)}
thead th{border:0;color:var(--quiet);font-size:.8125rem;font-weight:600}
th[scope=row]{font-weight:400;font-size:.875rem}
th:first-child{width:30%}
td{white-space:pre-wrap}
td i{color:var(--quiet);font-family:system-ui,sans-serif}
.old{color:var(--red)}.new{color:var(--green)}.two td{font:inherit}
.left{color:var(--quiet);margin:.6rem 0}
footer{padding-top:2rem;padding-bottom:3rem;color:var(--quiet);font-size:.875rem}
@media (max-width:45rem){
h1{font-size:1.6rem}.verdict{font-size:1.05rem;align-items:flex-start}
.tiles{grid-template-columns:1fr 1fr}
.list>.line{padding-left:.9rem}.list details>:not(summary){margin-left:.9rem}.list details>table{width:calc(100% - 1.8rem)}
thead{position:absolute;clip-path:inset(50%)}tr,th,td,th:first-child{display:block;width:auto}tr{border-top:1px solid var(--line);padding:.35rem 0}th,td{border:0;padding:.05rem 0}
.old::before{content:"− "}.old+.new::before{content:"+ "}
}
@media print{
nav,.skip{display:none}body{font-size:11pt}header{padding-top:0}header,main,footer{max-width:none;padding-inline:0}
.card,.policy,.tiles li,tr{break-inside:avoid}h2,h3{break-after:avoid}
details::details-content{content-visibility:visible;block-size:auto;opacity:1}
details:not([open])>:not(summary){display:revert}
.scroll{overflow:visible;border:0}.scroll svg{max-width:100%}
}
`;
