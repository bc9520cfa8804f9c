import "./page/menu";
