/** @file How a report looks: light and dark on a screen, one A4 page on paper. */

export const reportStyle = `
:root{color-scheme:light dark;--ground:light-dark(#eef0f3,#0f1318);--page:light-dark(#fff,#171c23);--ink:light-dark(#14191f,#e8ecf1);--soft:light-dark(#55606c,#a3afbc);--line:light-dark(#dde1e6,#2a323c);--well:light-dark(#f3f5f7,#0b0e12);--accent:light-dark(#c2410c,#ff8a3d);--bar:light-dark(#a3adb8,#6b7886)}
*{box-sizing:border-box;margin:0;padding:0}
body{background:var(--ground);color:var(--ink);font:13px/1.45 system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans","PingFang SC","Microsoft YaHei","Noto Sans CJK SC",sans-serif;font-variant-numeric:tabular-nums;padding:24px}
main{max-width:960px;margin:auto;background:var(--page);border:1px solid var(--line);border-radius:10px;padding:28px 32px;display:grid;gap:18px}
header{display:flex;justify-content:space-between;gap:24px;align-items:flex-start;border-bottom:1px solid var(--line);padding-bottom:14px}
h1{font-size:22px;font-weight:650;letter-spacing:-.01em;line-height:1.25;overflow-wrap:anywhere}
header p{color:var(--soft);font-size:14px}
header .made{text-align:right;font-size:12px;white-space:nowrap}
.notices{display:grid;gap:4px;list-style:none;padding:10px 14px;border:1px solid var(--line);border-left:4px solid var(--accent);border-radius:6px;background:var(--well);overflow-wrap:anywhere}
h2{font-size:12px;font-weight:650;color:var(--accent);margin-bottom:6px}
.figures{display:grid;grid-template-columns:1.7fr 1fr;gap:18px;align-items:start}
.side{display:grid;gap:14px}
img{display:block;max-width:100%}
.figures img{width:100%;max-height:560px;object-fit:contain;border-radius:6px;background:var(--well)}
.figures .heat{max-height:340px}
figcaption{color:var(--soft);font-size:12px;margin-top:6px}
.scale{display:flex;gap:8px;align-items:center;margin-top:4px}
.scale i{flex:1;height:8px;border-radius:4px}
.classes{list-style:none;display:flex;flex-wrap:wrap;gap:5px}
.classes i{display:inline-block;width:9px;height:9px;margin-right:6px;border:2px solid;border-radius:3px}.classes li{border:1px solid var(--line);border-radius:99px;padding:1px 9px;font-size:12px;color:var(--soft);overflow-wrap:anywhere}
b{font-weight:650;color:var(--ink)}
.crops{display:grid;grid-template-columns:repeat(6,1fr);gap:12px}
.crops div{position:relative;overflow:hidden;border-radius:6px}
.crops img{width:100%}
.crops i{position:absolute;border:2px solid;border-radius:2px}
.crops figcaption{display:flex;justify-content:space-between;gap:6px;margin-top:4px;overflow-wrap:anywhere}
.bars{display:grid;gap:5px}
.bars div{display:grid;grid-template-columns:132px 1fr 190px;gap:12px;align-items:center;font-size:12px;color:var(--soft)}
.bars i{height:10px;border-radius:5px;background:var(--well);overflow:hidden}
.bars b{display:block;height:100%;min-width:3px;border-radius:5px;background:var(--bar)}
.bars .pass{background:var(--accent)}
.blocks{display:grid;grid-template-columns:repeat(3,1fr);gap:24px;border-top:1px solid var(--line);padding-top:14px}
dl div{display:flex;justify-content:space-between;gap:12px;padding:2px 0;border-bottom:1px solid var(--line)}
dt{color:var(--soft);white-space:nowrap}
dd{text-align:right;overflow-wrap:anywhere}
.note{color:var(--soft);font-size:11.5px;margin-top:6px}
footer{border-top:1px solid var(--line);padding-top:12px;font-size:11.5px;color:var(--soft);display:grid;gap:6px}
strong{color:var(--ink)}
@media (max-width:720px){.figures,.blocks{grid-template-columns:1fr}.crops{grid-template-columns:repeat(3,1fr)}}
@page{size:A4;margin:12mm}
@media print{:root{color-scheme:light}*{print-color-adjust:exact;-webkit-print-color-adjust:exact}body{background:none;padding:0;font-size:9.5px}main{border:0;border-radius:0;padding:0;max-width:none;gap:11px}h1{font-size:17px}h2{font-size:10px}header p{font-size:11px}figcaption,.classes li,.bars div,.note,footer,header .made{font-size:8.5px}.figures img{max-height:88mm}.figures .heat{max-height:56mm}.crops img{max-height:26mm;object-fit:cover}.blocks{gap:16px}dl div{padding:1px 0}main,section,figure{break-inside:avoid}.figures,.blocks{grid-template-columns:1.7fr 1fr}.blocks{grid-template-columns:repeat(3,1fr)}.crops{grid-template-columns:repeat(6,1fr)}}
`;
