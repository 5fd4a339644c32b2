"""The body of `files/presse.docx`: what Word writes for text boxes, tracked changes, fields, notes and controls."""

from tests.inputs.word_packages import paragraph, part, run, word_document

TOC = (
    '<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/><w:docPartUnique/></w:docPartObj></w:sdtPr>'
    "<w:sdtContent>"
    + paragraph("Table des matières", style="Titre1")
    + paragraph(
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> TOC \\o "1-3" </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>',
        run("La halle"), "<w:r><w:tab/></w:r>", run("1"), style="TM1",
    )
    + paragraph('<w:r><w:fldChar w:fldCharType="end"/></w:r>')
    + "</w:sdtContent></w:sdt>"
)  # fmt: skip
BOX = "<w:txbxContent>" + paragraph("Un encadré sur la charpente de 1887.") + "</w:txbxContent>"
ANCHOR = (
    '<wp:anchor distT="0" distB="0" distL="0" distR="0" simplePos="0" relativeHeight="1" behindDoc="0" locked="0" '
    'layoutInCell="1" allowOverlap="1"><wp:simplePos x="0" y="0"/><wp:positionH relativeFrom="column">'
    '<wp:align>right</wp:align></wp:positionH><wp:positionV relativeFrom="paragraph"><wp:posOffset>0</wp:posOffset>'
    '</wp:positionV><wp:extent cx="1800000" cy="900000"/><wp:wrapSquare wrapText="bothSides"/>'
    '<wp:docPr id="1" name="Zone de texte 2"/><wp:cNvGraphicFramePr/><a:graphic>'
    '<a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape">'
)
SHAPE = (
    '<wps:cNvSpPr txBox="1"/><wps:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="1800000" cy="900000"/></a:xfrm>'
    '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></wps:spPr>'
)
BOXED = (
    '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing>'
    f"{ANCHOR}<wps:wsp>{SHAPE}<wps:txbx>{BOX}</wps:txbx><wps:bodyPr/></wps:wsp></a:graphicData></a:graphic></wp:anchor>"
    '</w:drawing></mc:Choice><mc:Fallback><w:pict><v:shape type="#_x0000_t202" style="width:142pt;height:71pt">'
    f"<v:textbox>{BOX}</v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
)
EMOJI = (
    '<w:r><mc:AlternateContent><mc:Choice Requires="w16se"><w16se:symEx w16se:font="Segoe UI Emoji" w16se:char="1F60A"/>'
    "</mc:Choice><mc:Fallback><w:t>😊</w:t></mc:Fallback></mc:AlternateContent></w:r>"
)
PICTURE = '<w:r><w:drawing><wp:inline><wp:docPr id="3" name="Image 3" descr="{}"/></wp:inline></w:drawing></w:r>'
BY = 'w:id="7" w:author="Paul" w:date="2022-05-01T00:00:00Z"'


def field(instruction: str, result: str) -> str:
    """Return a field in the long form."""
    return (
        f'<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>{instruction}</w:instrText></w:r>'
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{run(result)}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def cell(content: str, properties: str = "") -> str:
    """Return a cell of a table."""
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{content}</w:tc>"


GRID = '<w:tblGrid><w:gridCol w:w="2000"/><w:gridCol w:w="2000"/></w:tblGrid>'
INNER = f"<w:tbl><w:tblPr/>{GRID}<w:tr>{cell(paragraph('Tableau dans le tableau'))}</w:tr></w:tbl>"
WIDE, FIRST, BELOW = '<w:gridSpan w:val="2"/>', '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
TABLE = (
    f"<w:tbl><w:tblPr/>{GRID}<w:tr>{cell(paragraph('Étals'), WIDE)}</w:tr>"
    f"<w:tr>{cell(paragraph('Poisson'), FIRST)}{cell(paragraph('Douze places'))}</w:tr>"
    f"<w:tr>{cell(paragraph(), BELOW)}{cell(INNER + paragraph())}</w:tr></w:tbl>"
)
BODY = "".join((
    paragraph("Les halles rouvrent", style="Titre"),
    TOC,
    paragraph("La halle", style="Titre1"),
    paragraph(
        "Le marché couvert ", f"<w:ins {BY}>{run('a rouvert')}</w:ins>",
        f"<w:del {BY}><w:r><w:delText>rouvrira</w:delText></w:r></w:del>", " mardi", '<w:r><w:footnoteReference w:id="2"/></w:r>',
        ", après deux ans de ", field(' HYPERLINK "https://ville.example" ', 'travaux'), ".",
    ),
    paragraph(
        "Cette phrase finit", properties=f"<w:rPr><w:del {BY}/></w:rPr>",
    ),
    paragraph(" au paragraphe suivant."),
    f"<w:moveFrom {BY}>{run('Phrase déplacée.')}</w:moveFrom>".join(("<w:p>", "</w:p>")),
    paragraph(f"<w:moveTo {BY}>{run('Phrase déplacée.')}</w:moveTo>"),
    paragraph("Un passage ", run("caché par le style ", '<w:rStyle w:val="Cache"/>'), run("caché ", "<w:vanish/>"), "reste à lire."),
    paragraph("Autour du cadre.", BOXED),
    paragraph("Bonjour ", EMOJI, " à tous", '<w:r><w:commentReference w:id="0"/></w:r>', "."),
    paragraph("Les prix", style="Intertitre"),
    paragraph("Premier point.", style="Paragraphedeliste", properties='<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'),
    paragraph("Second point.", style="Paragraphedeliste", properties='<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'),
    TABLE,
    paragraph(
        "Porte", "<w:r><w:noBreakHyphen/></w:r>", "monnaie", "<w:r><w:tab/></w:r>", "et infor", "<w:r><w:softHyphen/></w:r>",
        "matique, il fait 20 ", '<w:r><w:sym w:font="Symbol" w:char="F0B0"/></w:r>', "C.", "<w:r><w:br/></w:r>", "Ligne nouvelle.",
    ),
    paragraph(PICTURE.format("La charpente vue du ciel")),
    paragraph(PICTURE.format("Une image contenant toit&#10;&#10;Description générée automatiquement")),
    paragraph("Figure ", field(" SEQ Figure ", "1"), " : la charpente", style="Lgende"),
    "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>"
    + paragraph("Cliquez ici pour entrer du texte.") + "</w:sdtContent></w:sdt>",
    "<w:sdt><w:sdtPr/><w:sdtContent>" + paragraph("Texte dans un contrôle.") + "</w:sdtContent></w:sdt>",
    paragraph('<w:smartTag w:uri="x" w:element="place">' + run("Lyon") + "</w:smartTag>", run(" est citée.", '<w:lang w:val="en-US"/>')),
    paragraph("Soit ", "<m:oMath><m:r><m:t>x+1</m:t></m:r></m:oMath>", " le total",
              '<w:r><w:endnoteReference w:customMarkFollows="1" w:id="2"/><w:t>*</w:t></w:r>', "."),
    '<w:sectPr><w:headerReference w:type="default" r:id="header"/></w:sectPr>',
))  # fmt: skip
FOOTNOTES = (
    '<w:footnote w:type="separator" w:id="0"><w:p><w:r><w:separator/></w:r></w:p></w:footnote><w:footnote w:id="2">'
    + paragraph("<w:r><w:footnoteRef/></w:r>", " Le chantier a coûté 4 millions d’euros.") + "</w:footnote>"
)  # fmt: skip
ENDNOTES = '<w:endnote w:id="2">' + paragraph("<w:r><w:t>*</w:t></w:r>", " Calcul de la mairie.") + "</w:endnote>"


def press_document() -> bytes:
    """Return the whole document."""
    header = part("hdr", paragraph("Les halles, page", field(" PAGE ", "1")))
    comment = f"<w:comment {BY.replace('7', '0', 1)}>{paragraph('À vérifier auprès de la mairie.')}</w:comment>"
    parts = {"word/header.xml": header, "word/comments.xml": part("comments", comment)}
    return word_document(BODY, FOOTNOTES, ENDNOTES, parts)
